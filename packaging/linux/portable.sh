#!/bin/sh
# Starts Boxwright from where it was unpacked. A system that is too old is told so: the loader's own words are a riddle.
needed=@GLIBC@
here=$(dirname "$(readlink -f "$0")")
have=$(getconf GNU_LIBC_VERSION 2>/dev/null | cut -d " " -f 2)
oldest=$(printf '%s\n' "$needed" "$have" | sort -V | head -n 1)
[ "$oldest" = "$needed" ] && exec "$here/program/boxwright" "$@"

message="This Boxwright needs a system with glibc $needed or newer, as Debian 12 and Ubuntu 24.04 have; this one has ${have:-none}."
echo "boxwright: $message" >&2
if [ ! -t 2 ] && [ -n "$DISPLAY$WAYLAND_DISPLAY" ]; then
    if command -v zenity >/dev/null; then
        zenity --error --no-markup --title=Boxwright --text="$message"
    elif command -v kdialog >/dev/null; then
        kdialog --title Boxwright --error "$message"
    elif command -v xmessage >/dev/null; then
        xmessage -center -title Boxwright "$(echo "$message" | fold -s -w 72)"
    fi
fi
exit 1
