# Puts the files of a system in place. Needs a shell with mkdir, cp, chmod and ln, such as busybox's.
set -eu
if ! mkdir -p "$out"; then
  echo "The shell of this Nix's sandbox has no mkdir. Let sandbox-paths name a full busybox as /bin/sh, or build without a sandbox." >&2
  exit 1
fi
while read -r kind place source; do
  mkdir -p "$out/${place%/*}"
  [ "$place" != "${place#*/}" ] || rmdir "$out/$place"
  case $kind in
    # Copied, so that a program finds its system by its own path.
    program)
      cp "$source" "$out/$place"
      chmod 755 "$out/$place"
      ;;
    file) ln -s "$source" "$out/$place" ;;
  esac
done <"$plan"
