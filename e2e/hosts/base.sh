#!/bin/sh
# Makes the Debian root that all test hosts share (each host writes into a layer of its own above it).
#
#     base.sh FOLDER MIRROR      # makes FOLDER/base unless it is there
#
# Processes that come at the same time wait for the first one. Everything is mounted in a mount namespace of its own, so nothing
# stays mounted whatever happens, and the folder is renamed into place when it is complete.
set -eu
folder=$1 mirror=$2
release=trixie

if [ "${3:-}" != "in-own-namespaces" ]; then
  mkdir -p "$folder"
  exec flock "$folder/lock" unshare --mount --propagation private --pid --fork --kill-child \
    sh "$0" "$folder" "$mirror" in-own-namespaces
fi

[ ! -d "$folder/base" ] || exit 0
rm -rf "$folder"/base.*
root=$(mktemp -d "$folder/base.XXXXXX")
trap 'rm -rf --one-file-system "$root"' EXIT
chmod 755 "$root"

# Prints what a command said only when it failed: the last line is the reason.
quietly() {
  if ! "$@" >"$folder/log" 2>&1; then
    tail -n 5 "$folder/log" >&2
    return 1
  fi
}

quietly debootstrap --variant=minbase "$release" "$root" "$mirror"

# No service starts while packages are installed, nothing waits for the disk, and no manual is kept.
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod 755 "$root/usr/sbin/policy-rc.d"
printf '%s\n' force-unsafe-io 'path-exclude=/usr/share/man/*' 'path-exclude=/usr/share/doc/*' \
  'path-exclude=/usr/share/locale/*' >"$root/etc/dpkg/dpkg.cfg.d/test-host"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount --bind /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || cp /etc/resolv.conf "$root/etc/resolv.conf"
quietly chroot "$root" env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 apt-get -q update
quietly chroot "$root" env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 \
  apt-get -q install --yes --no-install-recommends \
  age ca-certificates curl git iproute2 jq knot lego nginx nix-bin openssh-server openssl pebble procps restic snac2 sudo
umount "$root/etc/resolv.conf" 2>/dev/null || true
umount -R "$root/dev" "$root/proc"

# What each host makes for itself, and what only the installation needed.
rm -rf "$root"/etc/ssh/ssh_host_* "$root"/etc/machine-id "$root"/var/lib/apt/lists/* "$root"/var/cache/apt/* \
  "$root"/var/log/* "$root"/usr/share/man/* "$root"/usr/share/doc/* "$root"/usr/share/locale/* "$root"/etc/apt/sources.list \
  "$root"/etc/resolv.conf
mkdir -p "$root/var/log/nginx"
: >"$root/etc/resolv.conf"

# A person's account beside root: deployments may use either. "*" is a password that nothing matches, of an account that is open.
chroot "$root" useradd --create-home --shell /bin/bash --password '*' deploy
printf 'deploy ALL=(ALL) NOPASSWD: ALL\n' >"$root/etc/sudoers.d/deploy"
chmod 440 "$root/etc/sudoers.d/deploy"

mkdir -p "$root/etc/nix"
printf '%s\n' 'experimental-features = nix-command flakes' 'sandbox = false' 'substituters =' 'build-users-group =' \
  'trusted-users = root deploy' >"$root/etc/nix/nix.conf"
printf '%s\n' 'HostKey /etc/ssh/ssh_host_ed25519_key' 'UsePAM no' 'PasswordAuthentication no' \
  'KbdInteractiveAuthentication no' 'PermitRootLogin prohibit-password' 'PrintMotd no' 'UseDNS no' 'LogLevel VERBOSE' \
  'MaxStartups 100' 'Subsystem sftp internal-sftp' \
  'SetEnv PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/run/current-system/sw/bin' \
  >"$root/etc/ssh/sshd_config"

mv "$root" "$folder/base"
rm -f "$folder/log"
