# SPDX-License-Identifier: GPL-3.0-or-later
# clang-tidy on the .cpp files that changed since main, and on those beside changed headers.

# Where this work left main; on main itself, the commit before. SHIPGLASS_LINT_BASE says another one.
lint_base() {
    local main base
    main=$(git rev-parse --verify --quiet origin/main || git rev-parse --verify --quiet main || git rev-parse HEAD)
    base=${SHIPGLASS_LINT_BASE:-$(git merge-base "$main" HEAD 2>/dev/null || true)}
    if [[ -z $base || $base == "$(git rev-parse HEAD)" ]]; then
        base=$(git rev-parse --verify --quiet HEAD^ || git hash-object -t tree /dev/null)
    fi
    printf '%s\n' "$base"
}

changed_sources() {
    local file
    {
        git diff --name-only --diff-filter=d "$(lint_base)" -- '*.cpp' '*.h'
        git ls-files --others --exclude-standard -- '*.cpp' '*.h'
    } | while read -r file; do
        [[ ! -f ${file%.*}.cpp ]] || printf '%s\n' "${file%.*}.cpp"
    done | sort -u
}

# g++'s precompiled headers mean nothing to clang, so its command lines come from a folder of their own.
configure_tidy() {
    mkdir -p build/tidy
    if ! cmake -S . -B build/tidy -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON \
        -DCMAKE_AUTOGEN_ORIGIN_DEPENDS=OFF \
        >build/tidy/configure.log 2>&1; then
        cat build/tidy/configure.log >&2
        return 1
    fi
}

# What moc writes is included by the sources; only those that are read need it. A layer has a target for it. A test
# has a file beside it: asking ninja for that would build all that the test links.
run_moc() {
    local file moc targets
    mapfile -t targets < <(/usr/bin/python3 -B tools/lint/compiled.py targets build/tidy "$@" | sed 's/$/_autogen/' |
        grep -xF -f <(ninja -C build/tidy -t targets all | sed -n 's/: phony$//p'))
    [[ ${#targets[@]} -eq 0 ]] || ninja -C build/tidy --quiet "${targets[@]}" >&2
    moc=$(qtpaths6 --query QT_HOST_LIBEXECS)/moc
    for file in "$@"; do
        if grep -qF "#include \"$(basename "$file" .cpp).moc\"" "$file"; then
            "$moc" "$file" -o "build/tidy/${file%.cpp}.moc"
        fi
    done
}

tidy_changed() {
    local files
    mapfile -t files < <(changed_sources)
    step "clang-tidy on ${#files[@]} files that changed since $(git rev-parse --short "$(lint_base)")"
    [[ ${#files[@]} -gt 0 ]] || return 0
    configure_tidy && run_moc "${files[@]}" || return 1
    # Only what the build compiles has a command line to be read with.
    /usr/bin/python3 -B tools/lint/compiled.py files build/tidy "${files[@]}" |
        xargs --no-run-if-empty -d '\n' -n 1 -P "$(nproc)" clang-tidy -p build/tidy --quiet \
            --extra-arg=-Wno-unknown-warning-option 2> >(grep -v ' warnings\? generated' >&2 || true)
}
