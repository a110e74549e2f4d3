#!/bin/sh
# One set of test hosts. A set is a process (`hold`) with namespaces of its own for processes, mounts and the network. Everything
# of the set lives in there and nowhere else: when that process ends, the kernel takes hosts, disks and addresses away with it.
#
#     set.sh FOLDER VERB …             # FOLDER holds `base` (base.sh) and the empty folder `set`
#     hold INTERFACE SUBNET NAME WAIT  # SUBNET: for example 198.18.7. Says "ready PID"; exit code 17: INTERFACE is taken.
#                                      # WAIT is the program whose end is the end of the set.
#     probe                            # whether this machine can do all of this; called like `hold`
#
# All other verbs are called through nsenter, in the namespaces of the set:
#
#     add HOST NUMBER DISK-MIB         # an empty disk and an address; not started
#     start|stop|erase HOST            # stop pulls the plug; erase empties the disk of a host that is stopped
#     cut|restore HOST                 # the network cable
#     fill|free HOST                   # the disk
#     authorize HOST                   # lets the public key on standard input in, for root and deploy
#     enter HOST USER PROGRAM …        # runs a program in the host
#     beside HOST PROGRAM …            # runs a program of this machine in the network of the host
#     console HOST                     # what the host has said
#     list                             # lines "HOST ADDRESS"
set -eu
self=$(readlink -f "$0")
here=${self%/*}
folder=$1 verb=$2
shift 2
# The set mounts its own over this folder.
state=$folder/set

again() { # in further namespaces: VERB ARGUMENT…, with the options of unshare before "--"
  options=
  while [ "$1" != -- ]; do options="$options $1" && shift; done
  shift
  # shellcheck disable=SC2086
  exec unshare $options sh "$self" "$folder" "$@"
}

in_set_network() { nsenter --net=/proc/1/ns/net "$@"; }

hold() {
  read -r pid _ </proc/self/stat
  exec 3</proc/self/ns/net 4<&0
  again --net -- hold-inside "$pid" "$@"
}

hold_inside() {
  pid=$1 interface=$2 subnet=$3 name=$4 wait=$5
  mount -t proc proc /proc
  mount -t tmpfs -o size=16m,mode=755 tmpfs "$state"
  mkdir "$state/base" "$state/hosts"
  mount --bind "$folder/base" "$state/base"
  printf '%s\n' "$subnet" >"$state/subnet"
  ip link add bridge0 type bridge
  ip link set bridge0 up
  # The name claims the subnet: of two sets only one can have it.
  in_machine_network ip link add "$interface" type veth peer name uplink netns 1 2>/dev/null || exit 17
  in_machine_network ip link set "$interface" alias "allotment-test-hosts $name $pid"
  in_machine_network ip address add "$subnet.1/24" dev "$interface"
  in_machine_network ip link set "$interface" up
  ip link set uplink master bridge0 up
  echo "ready $pid"
  # Waiting for any child also takes away the processes that hosts leave behind.
  $wait <&4 >/dev/null 2>&1 3<&- &
  exec 3<&- 4<&- >/dev/null 2>&1
  wait $!
}

in_machine_network() { nsenter --net=/proc/self/fd/3 "$@"; }

probe() {
  mount -t proc proc /proc
  mount -t tmpfs tmpfs "$state"
  cd "$state"
  mkdir lower upper-and-work root
  mount --bind "$folder" lower
  mount -t tmpfs tmpfs upper-and-work
  mkdir upper-and-work/upper upper-and-work/work
  mount -t overlay overlay -o lowerdir=lower,upperdir=upper-and-work/upper,workdir=upper-and-work/work root
  mknod root/null c 1 3
  ip link add bridge0 type bridge
  ip link add port0 type veth peer name port1
}

add() {
  home=$state/hosts/$1
  mkdir -p "$home/disk" "$home/root"
  mount -t tmpfs -o "size=${3}m,mode=755" tmpfs "$home/disk"
  printf '%s\n' "$2" >"$home/number"
  printf '%s.%s\n' "$(cat "$state/subnet")" "$((10 + $2))" >"$home/address"
}

start() {
  home=$state/hosts/$1
  mkdir -p "$home/disk/upper" "$home/disk/work"
  # shellcheck disable=SC2094
  sh "$self" "$folder" plug-apart "$1" </dev/null >>"$home/console" 2>&1 &
  echo $! >"$home/process"
}

plug_apart() { again --net --mount --uts --ipc --propagation private -- plug "$1"; }

# In the host's own network and mounts, but still seeing the processes of the set.
plug() {
  home=$state/hosts/$1
  number=$(cat "$home/number")
  in_set_network ip link add "port$number" type veth peer name eth0 \
    address "$(printf '02:a1:00:00:00:%02x' "$number")" netns $$
  in_set_network ip link set "port$number" master bridge0
  [ -e "$home/cut" ] || in_set_network ip link set "port$number" up
  ip link set lo up
  ip address add "$(cat "$home/address")/24" dev eth0
  ip link set eth0 up
  hostname "$1"
  again --pid --fork --kill-child -- boot "$1"
}

# The first process of the host: makes its root and becomes its init.
boot() {
  read -r init _ </proc/self/stat
  home=$state/hosts/$1
  cd "$state"
  mount -t overlay overlay -o "lowerdir=base,upperdir=hosts/$1/disk/upper,workdir=hosts/$1/disk/work" "hosts/$1/root"
  mount -t tmpfs -o size=64m,mode=755 tmpfs "$home/root/run"
  cp "$here/init.sh" "$home/root/run/init.sh"
  # A host with a full disk starts as well, with what it has.
  write_names "$1" || true
  echo "$init" >"$home/init"
  cd "$home/root"
  pivot_root . mnt
  exec chroot . sh /run/init.sh
}

write_names() {
  {
    echo "127.0.0.1 localhost"
    list | while read -r name address; do echo "$address $name"; done
  } >"$state/hosts/$1/root/etc/hosts"
  echo "$1" >"$state/hosts/$1/root/etc/hostname"
}

stop() {
  home=$state/hosts/$1
  [ -e "$home/process" ] || return 0
  init=$(cat "$home/init" 2>/dev/null || true) process=$(cat "$home/process")
  # The end of the init is the end of everything in the host; its parent ends after that.
  kill -KILL "${init:-$process}" 2>/dev/null || true
  while kill -0 "$process" 2>/dev/null; do sleep 0.02; done
  ip link delete "port$(cat "$home/number")" 2>/dev/null || true
  rm -f "$home/init" "$home/process"
}

erase() { rm -rf "$state/hosts/$1/disk/upper" "$state/hosts/$1/disk/work" "$state/hosts/$1/disk/filler"; }

cut() {
  : >"$state/hosts/$1/cut"
  ip link set "port$(cat "$state/hosts/$1/number")" down 2>/dev/null || true
}

restore() {
  rm -f "$state/hosts/$1/cut"
  ip link set "port$(cat "$state/hosts/$1/number")" up 2>/dev/null || true
}

fill() { ! dd if=/dev/zero "of=$state/hosts/$1/disk/filler" bs=1M 2>/dev/null; }

free() { rm -f "$state/hosts/$1/disk/filler"; }

enter() {
  init=$(cat "$state/hosts/$1/init" 2>/dev/null) || { echo "The host $1 is not running." >&2 && exit 1; }
  user=$2
  shift 2
  path=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
  if [ "$user" = root ]; then
    set -- env -i PATH=$path HOME=/root USER=root LOGNAME=root "$@"
  else
    set -- env -i PATH=$path "HOME=/home/$user" "USER=$user" "LOGNAME=$user" runuser -u "$user" -- "$@"
  fi
  exec nsenter --target "$init" --mount --uts --ipc --net --pid -- "$@"
}

beside() {
  init=$(cat "$state/hosts/$1/init" 2>/dev/null) || { echo "The host $1 is not running." >&2 && exit 1; }
  shift
  exec nsenter --target "$init" --net -- "$@"
}

authorize() {
  # shellcheck disable=SC2016
  enter "$1" root sh -c 'umask 077
    line=$(cat)
    for home in /root /home/deploy; do
      mkdir -p "$home/.ssh"
      printf "%s\n" "$line" >>"$home/.ssh/authorized_keys"
    done
    chown -R deploy: /home/deploy/.ssh'
}

console() { cat "$state/hosts/$1/console"; }

list() {
  for home in "$state"/hosts/*; do echo "${home##*/} $(cat "$home/address")"; done
}

case $verb in
hold-inside) hold_inside "$@" ;;
plug-apart) plug_apart "$@" ;;
hold | probe | add | start | stop | erase | cut | restore | fill | free | authorize | enter | beside | console | list | plug | boot) "$verb" "$@" ;;
*) echo "There is no verb $verb." >&2 && exit 2 ;;
esac
