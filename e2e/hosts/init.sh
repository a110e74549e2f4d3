#!/bin/sh
# The first process of a test host, in its own root. It stays, takes in processes whose parents are gone, and ends on SIGTERM;
# everything in the host ends with it.
mount -t proc proc /proc
umount -l /mnt
mount -t tmpfs -o size=1m,mode=755 tmpfs /dev
for device in null:1:3 zero:1:5 full:1:7 random:1:8 urandom:1:9 tty:5:0; do
  name=${device%%:*} numbers=${device#*:}
  mknod -m 666 "/dev/$name" c "${numbers%:*}" "${numbers#*:}"
done
ln -s /proc/self/fd /dev/fd
ln -s /proc/self/fd/0 /dev/stdin
ln -s /proc/self/fd/1 /dev/stdout
ln -s /proc/self/fd/2 /dev/stderr
mkdir /dev/pts /dev/shm
mount -t devpts -o newinstance,ptmxmode=666,mode=620 devpts /dev/pts
ln -s pts/ptmx /dev/ptmx
mount -t tmpfs -o mode=1777 tmpfs /dev/shm
mount -t tmpfs -o size=64m,mode=1777 tmpfs /tmp

# The kernel keeps its own over the reboot of a host.
cat /proc/sys/kernel/random/uuid >/run/boot-id
mount --bind /run/boot-id /proc/sys/kernel/random/boot_id

[ -s /etc/machine-id ] || tr -d - </proc/sys/kernel/random/uuid >/etc/machine-id
[ -e /etc/ssh/ssh_host_ed25519_key ] || ssh-keygen -q -t ed25519 -N '' -C '' -f /etc/ssh/ssh_host_ed25519_key

mkdir -p /run/sshd /run/lock
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root
export PATH HOME
trap 'exit 0' TERM
rm -f /nix/var/nix/daemon-socket/socket
nix-daemon &
daemon=$!
until [ -S /nix/var/nix/daemon-socket/socket ] || ! kill -0 "$daemon"; do sleep 0.02; done
/usr/sbin/sshd -D -e &

system=/nix/var/nix/profiles/system
[ ! -x "$system/bin/switch-to-configuration" ] || "$system/bin/switch-to-configuration" test &
wait
