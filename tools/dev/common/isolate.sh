# SPDX-License-Identifier: GPL-3.0-or-later
# Tests and the stack never see the user's configuration, history, cache or keychain.
isolated_home=

forget_isolated_home() { [[ -z $isolated_home ]] || rm -rf "$isolated_home"; }

make_isolated_home() {
    [[ -z $isolated_home ]] || return 0
    isolated_home=$(mktemp -d "${TMPDIR:-/tmp}/shipglass.XXXXXXXX")
    trap forget_isolated_home EXIT
    mkdir -m 700 "$isolated_home"/{home,config,data,cache,state,run,tmp}
    # Whoever a test of file modes turns into has to get to its files.
    chmod 711 "$isolated_home" "$isolated_home/tmp"
}

# isolated COMMAND...: runs it with a home and temporary folder of its own, which go when ./dev ends.
isolated() {
    make_isolated_home
    env -u DBUS_SESSION_BUS_ADDRESS HOME="$isolated_home/home" TMPDIR="$isolated_home/tmp" \
        XDG_CONFIG_HOME="$isolated_home/config" XDG_DATA_HOME="$isolated_home/data" \
        XDG_CACHE_HOME="$isolated_home/cache" XDG_STATE_HOME="$isolated_home/state" \
        XDG_RUNTIME_DIR="$isolated_home/run" GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 "$@"
}
