#!/bin/sh
# Puts everything but units where it is described: users, folders, secrets, keys of administrators, certificates. May be run
# again at any time. With --at-boot-only it makes sure of nothing but that the next boot activates the system profile.
system=$(readlink -f "$0")
system=${system%/activate}
. "$system/libexec/common.sh"
umask 022

make_users() {
  while read -r user; do
    getent group "$user" >/dev/null || groupadd --system "$user"
    getent passwd "$user" >/dev/null || useradd --system --gid "$user" --no-create-home --home-dir "/var/lib/$user" \
      --shell /usr/sbin/nologin "$user"
  done <"$described/users"
}

make_directories() {
  mkdir -p /run/allotment /var/lib/acme/acme-challenge
  mkdir -p -m 0700 /var/lib/allotment "$logs"
  while read -r mode user group path; do
    mkdir -p "$path"
    chown "$user:$group" "$path"
    chmod "$mode" "$path"
  done <"$described/directories"
}

# All secrets are decrypted into a new folder, which then takes the place of the old one.
decrypt_secrets() {
  old=$(readlink /run/agenix || :)
  number=${old##*/}
  case $number in '' | *[!0-9]*) number=0 ;; esac
  new=/run/agenix.d/$((number + 1))
  rm -rf "$new"
  mkdir -p "$new"
  chmod 751 /run/agenix.d "$new"
  while read -r file mode user group ciphertext id; do
    (umask 077 && age -d -i /etc/ssh/ssh_host_ed25519_key -o "$new/$file" "$ciphertext") || {
      rm -rf "$new"
      fail "The secret $id could not be decrypted with this machine's host key; what runs was left as it is."
    }
    chown "$user:$group" "$new/$file"
    chmod "$mode" "$new/$file"
  done <"$described/secrets"
  ln -sfn "$new" /run/agenix.new
  mv -fT /run/agenix.new /run/agenix
  [ -z "$old" ] || rm -rf "$old"
}

authorize_admins() {
  read -r admin <"$described/admin-user"
  home=$(getent passwd "$admin" | cut -d : -f 6)
  [ -d "$home" ] || fail "This machine has no account $admin with a home folder; what runs was left as it is."
  as_account "$admin" "$system/libexec/authorized-keys" authorize "$home" ||
    fail "The account $admin could not write its own authorized_keys; what runs was left as it is."
}

# A certificate of our own making where there is none yet: the place of a better one.
make_certificates() {
  certificates=/var/lib/allotment/certificates
  mkdir -p "$certificates"
  while read -r host; do
    [ ! -e "$certificates/$host/fullchain.pem" ] || continue
    rm -rf "${certificates:?}/$host.new"
    mkdir -m 0700 "$certificates/$host.new"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj "/CN=self-signed" \
      -addext "subjectAltName=DNS:$host" -keyout "$certificates/$host.new/key.pem" \
      -out "$certificates/$host.new/fullchain.pem" 2>/dev/null ||
      fail "No certificate could be made for $host; what runs was left as it is."
    rm -rf "${certificates:?}/$host"
    mv -T "$certificates/$host.new" "$certificates/$host"
  done <"$described/hosts"
}

# Where systemd is, it runs the system profile at boot. A link in /etc, so that it is there before anything of ours is.
start_at_boot() {
  [ -d /run/systemd/system ] || return 0
  cat >/etc/systemd/system/allotment.service <<'UNIT'
[Unit]
Description=What Allotment deployed
After=network-online.target local-fs.target
Wants=network-online.target

[Service]
Type=oneshot
RemainAfterExit=true
ExecStart=/nix/var/nix/profiles/system/bin/switch-to-configuration test

[Install]
WantedBy=multi-user.target
UNIT
  systemctl daemon-reload
  systemctl enable --quiet allotment.service
}

start_at_boot
[ "${1:-}" != --at-boot-only ] || exit 0
make_users
make_directories
decrypt_secrets
authorize_admins
make_certificates
"$system/sw/bin/allotment-settings" stage || fail "Settings could not be put where units read them; what runs was left as it is."
ln -sfn "$system" /run/current-system.new
mv -fT /run/current-system.new /run/current-system
