# SPDX-License-Identifier: GPL-3.0-or-later
# Debian packages: what is listed in packaging/debian-packages.txt and missing here gets installed, after a yes.
assume_yes=${assume_yes:-}
package_list=packaging/debian-packages.txt

# The packages below the given headings, each once.
listed_packages() {
    local heading
    for heading in "$@"; do
        sed -n "/^\[$heading\]\$/,/^\[/{/^[a-z0-9]/p}" "$package_list"
    done | sort -u
}

# Asks dpkg's own database only: no network, no apt.
missing_packages() {
    local installed
    installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' 2>/dev/null | sed -n 's/^installed //p' | sort -u)
    comm -23 <(listed_packages "$@") <(printf '%s\n' "$installed")
}

agreed_to_install() {
    [[ $(id -u) == 0 || $assume_yes ]] && return
    [[ -t 0 ]] || die "not asked for lack of a terminal: run the line above, or ./dev --yes"
    local answer
    read -r -p "Install now? [y/N] " answer
    [[ $answer == [yY]* ]]
}

warn_of_services() {
    if [[ $* == *prometheus* && -d /run/systemd/system ]]; then
        say "Debian starts the Prometheus programs as services; the tests start their own. To stop Debian's:"
        say "    sudo systemctl disable --now prometheus prometheus-alertmanager prometheus-node-exporter"
    fi
}

# need build run ...: installs what is missing of these headings, or ends.
need() {
    if ! command -v dpkg-query >/dev/null; then
        say "Not a Debian system: what is needed is listed in $package_list"
        return
    fi
    local missing root=() line
    mapfile -t missing < <(missing_packages "$@")
    [[ ${#missing[@]} -gt 0 ]] || return 0
    [[ $(id -u) == 0 ]] || root=(sudo)
    line="${root[*]:+${root[*]} }apt-get install --yes --no-install-recommends ${missing[*]}"
    say "Missing from Debian:"
    say "    $line"
    warn_of_services "${missing[@]}"
    agreed_to_install || die "nothing was installed"
    local apt=("${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3)
    "${apt[@]}" update --quiet >&2 || say "apt-get update failed; going on with the lists that are here"
    "${apt[@]}" install --yes --quiet --no-install-recommends "${missing[@]}" </dev/null >&2 ||
        die "apt-get could not install: ${missing[*]}"
}
