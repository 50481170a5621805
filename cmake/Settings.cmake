# SPDX-License-Identifier: GPL-3.0-or-later
# What every target shares: the language, warnings, sanitizers and the compiler cache.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

option(SHIPGLASS_WERROR "Treat warnings as errors" OFF)
set(SHIPGLASS_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize= takes them")
option(SHIPGLASS_COVERAGE "Count the lines that tests run" OFF)

find_program(SHIPGLASS_CCACHE ccache)
if(SHIPGLASS_CCACHE)
    # Paths below the checkout count as relative ones, so that what one checkout compiled serves the next, and a
    # precompiled header is no reason to compile again.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${SHIPGLASS_CCACHE})
    add_compile_options(-fpch-preprocess)
endif()
find_program(SHIPGLASS_MOLD mold)
if(SHIPGLASS_MOLD)
    add_link_options(-fuse-ld=mold)
endif()

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor)
if(SHIPGLASS_WERROR)
    add_compile_options(-Werror)
endif()
if(SHIPGLASS_SANITIZE)
    add_compile_options(-fsanitize=${SHIPGLASS_SANITIZE} -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${SHIPGLASS_SANITIZE})
endif()
if(SHIPGLASS_COVERAGE)
    add_compile_options(--coverage)
    add_link_options(--coverage)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # The coroutine frames of g++ 12 raise this one falsely under optimisation.
    add_compile_options(-Wno-maybe-uninitialized)
endif()
