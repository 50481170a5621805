# SPDX-License-Identifier: GPL-3.0-or-later
# A layer is a static library that is included by its own name (`#include "store/writer.h"`). Its include root
# holds nothing but a link to its folder, so a header of a layer that was not linked is not found.
function(shipglass_layer name folder)
    cmake_parse_arguments(LAYER "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    set(root ${CMAKE_BINARY_DIR}/include-roots/${name})
    file(MAKE_DIRECTORY ${root})
    file(CREATE_LINK ${CMAKE_SOURCE_DIR}/${folder} ${root}/${name} SYMBOLIC)
    if(LAYER_SOURCES)
        list(TRANSFORM LAYER_SOURCES PREPEND ${CMAKE_SOURCE_DIR}/${folder}/)
        add_library(${name} STATIC ${LAYER_SOURCES})
        target_include_directories(${name} PUBLIC ${root})
        target_link_libraries(${name} PUBLIC ${LAYER_PUBLIC} PRIVATE ${LAYER_PRIVATE})
    else()
        add_library(${name} INTERFACE)
        target_include_directories(${name} INTERFACE ${root})
        target_link_libraries(${name} INTERFACE ${LAYER_PUBLIC})
    endif()
endfunction()
