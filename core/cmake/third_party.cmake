# The third-party C++ sources and the targets made of them:
#
#   broadsheet_md4c           object library, the Markdown parser
#   broadsheet_yaml_cpp       object library, the parser half of yaml-cpp (no emitter, no Node)
#   broadsheet_nlohmann_json  interface library, headers only
#
# Only what Broadsheet needs is compiled, with our own flags, so native and wasm builds agree. The
# sources are pinned in third_party_pins.txt and come from, in this order:
#
#   1. FETCHCONTENT_SOURCE_DIR_MD4C, _YAML_CPP, _NLOHMANN_JSON: a folder of yours;
#   2. the cache (.cache/sources, or sources/ under the environment variable BROADSHEET_CACHE);
#   3. Debian's source packages, by scripts/fetch-sources, where the machine runs Debian;
#   4. the upstream release, by FetchContent. This way is not covered by the test suite.
#
# -DBROADSHEET_SOURCES=debian|upstream forces 3 or 4. The patches that core/patches/<name>/series lists
# are applied to a copy in the build tree, in that order; cache and override folders are never changed.
include_guard(GLOBAL)
include(FetchContent)

set(BROADSHEET_SOURCES auto CACHE STRING
    "Where third-party sources come from: auto, debian or upstream")
set_property(CACHE BROADSHEET_SOURCES PROPERTY STRINGS auto debian upstream)

get_filename_component(_broadsheet_core "${CMAKE_CURRENT_LIST_DIR}/.." ABSOLUTE)
set(BROADSHEET_PATCH_DIR "${_broadsheet_core}/patches")
set(BROADSHEET_PINS "${CMAKE_CURRENT_LIST_DIR}/third_party_pins.txt")
set(BROADSHEET_FETCH_SCRIPT "${_broadsheet_core}/../scripts/fetch-sources")
if(DEFINED ENV{BROADSHEET_CACHE})
  set(BROADSHEET_SOURCE_CACHE "$ENV{BROADSHEET_CACHE}/sources")
else()
  get_filename_component(BROADSHEET_SOURCE_CACHE "${_broadsheet_core}/../.cache/sources" ABSOLUTE)
endif()
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${BROADSHEET_PINS}")

function(_broadsheet_read_pin name)
  file(STRINGS "${BROADSHEET_PINS}" lines REGEX "^${name} ")
  list(LENGTH lines count)
  if(NOT count EQUAL 1)
    message(FATAL_ERROR "${BROADSHEET_PINS}: expected one line for ${name}, found ${count}.")
  endif()
  separate_arguments(fields UNIX_COMMAND "${lines}")
  list(LENGTH fields count)
  if(NOT count EQUAL 7)
    message(FATAL_ERROR "${BROADSHEET_PINS}: the line of ${name} has ${count} fields instead of 7.")
  endif()
  foreach(field name version package tarball hash url url_hash)
    list(POP_FRONT fields value)
    set(pin_${field} "${value}" PARENT_SCOPE)
  endforeach()
endfunction()

function(_broadsheet_is_debian result)
  set(${result} FALSE PARENT_SCOPE)
  if(CMAKE_HOST_UNIX AND EXISTS /etc/os-release)
    file(STRINGS /etc/os-release lines REGEX "^ID=\"?debian\"?$")
    if(lines)
      set(${result} TRUE PARENT_SCOPE)
    endif()
  endif()
endfunction()

# Sets ${result} to TRUE when the cache has the tarball of the pin that was read last.
function(_broadsheet_in_cache result)
  set(${result} FALSE PARENT_SCOPE)
  set(path "${BROADSHEET_SOURCE_CACHE}/${pin_tarball}")
  if(EXISTS "${path}")
    file(SHA256 "${path}" hash)
    if(hash STREQUAL pin_hash)
      set(${result} TRUE PARENT_SCOPE)
    endif()
  endif()
endfunction()

function(_broadsheet_apply_patch name patch directory)
  find_program(BROADSHEET_PATCH_PROGRAM patch)
  find_program(BROADSHEET_GIT_PROGRAM git)
  mark_as_advanced(BROADSHEET_PATCH_PROGRAM BROADSHEET_GIT_PROGRAM)
  if(BROADSHEET_PATCH_PROGRAM)
    set(command "${BROADSHEET_PATCH_PROGRAM}" --batch --forward --fuzz=0 -p1 -i "${patch}")
  elseif(BROADSHEET_GIT_PROGRAM)
    # Inside a working tree git would take the paths as relative to that tree and skip them all.
    get_filename_component(ceiling "${directory}" DIRECTORY)
    set(command "${CMAKE_COMMAND}" -E env "GIT_CEILING_DIRECTORIES=${ceiling}"
                "${BROADSHEET_GIT_PROGRAM}" apply -p1 "${patch}")
  else()
    message(FATAL_ERROR "Neither `patch` nor `git` is installed; one of them is needed for ${patch}.")
  endif()
  execute_process(COMMAND ${command} WORKING_DIRECTORY "${directory}"
                  RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${patch} does not apply to ${name} ${pin_version}:\n${output}")
  endif()
endfunction()

# Sets ${result} to the patches of `name` in the order of its series.
function(_broadsheet_read_series name result)
  set(folder "${BROADSHEET_PATCH_DIR}/${name}")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${folder}/series")
  file(STRINGS "${folder}/series" patches)
  list(TRANSFORM patches PREPEND "${folder}/")
  # A patch that the series has forgotten would be missed by nobody but its users.
  file(GLOB present CONFIGURE_DEPENDS "${folder}/*.patch")
  list(REMOVE_ITEM present ${patches})
  if(present)
    message(FATAL_ERROR "${folder}/series does not list ${present}.")
  endif()
  set(${result} "${patches}" PARENT_SCOPE)
endfunction()

# Puts the patched sources of `name` into the build tree and sets ${result} to their folder. PARTS
# are the folders and files that are taken over. A stamp says what the copy was made of, so that a
# second configure does nothing and a changed patch or override starts afresh.
function(broadsheet_fetch_source name result)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "" "PARTS")
  _broadsheet_read_pin(${name})
  string(TOUPPER "${name}" upper)
  string(REPLACE "-" "_" upper "${upper}")
  string(TOLOWER "${upper}" lower)
  set(from "${FETCHCONTENT_SOURCE_DIR_${upper}}")
  set(tarball "")

  if(NOT from)
    _broadsheet_is_debian(debian)
    _broadsheet_in_cache(cached)
    if(BROADSHEET_SOURCES STREQUAL "debian")
      set(debian TRUE)
    elseif(BROADSHEET_SOURCES STREQUAL "upstream")
      set(debian FALSE)
      set(cached FALSE)
    elseif(NOT BROADSHEET_SOURCES STREQUAL "auto")
      message(FATAL_ERROR "BROADSHEET_SOURCES is '${BROADSHEET_SOURCES}'; "
                          "it can be auto, debian or upstream.")
    endif()
    if(NOT cached AND debian)
      message(STATUS "Fetching ${name} ${pin_version} from Debian")
      execute_process(COMMAND "${BROADSHEET_FETCH_SCRIPT}" RESULT_VARIABLE status)
      _broadsheet_in_cache(cached)
      if(NOT cached)
        message(FATAL_ERROR
          "${name} ${pin_version} (SHA-256 ${pin_hash}) could not be fetched from Debian; the reason "
          "stands above. Unpack it yourself and configure with "
          "-DFETCHCONTENT_SOURCE_DIR_${upper}=<folder>, or use -DBROADSHEET_SOURCES=upstream.")
      endif()
    endif()
    if(cached)
      set(tarball "${BROADSHEET_SOURCE_CACHE}/${pin_tarball}")
    else()
      # SOURCE_SUBDIR names no CMakeLists.txt on purpose: upstream's build is not ours.
      FetchContent_Declare(${lower} URL "${pin_url}" URL_HASH "SHA256=${pin_url_hash}"
                           SOURCE_SUBDIR broadsheet-does-not-use-the-upstream-build)
      FetchContent_MakeAvailable(${lower})
      set(from "${${lower}_SOURCE_DIR}")
    endif()
  endif()

  _broadsheet_read_series(${name} patches)
  set(stamp "${pin_version}\n${arg_PARTS}\n")
  foreach(patch IN LISTS patches)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${patch}")
    file(SHA256 "${patch}" hash)
    string(APPEND stamp "${hash} patch\n")
  endforeach()
  if(tarball)
    string(APPEND stamp "${pin_hash} tarball\n")
  else()
    string(APPEND stamp "${from}\n")
    foreach(part IN LISTS arg_PARTS)
      file(GLOB_RECURSE sources "${from}/${part}" "${from}/${part}/*")
      foreach(source IN LISTS sources)
        file(SHA256 "${source}" hash)
        string(APPEND stamp "${hash} ${source}\n")
      endforeach()
    endforeach()
  endif()

  set(directory "${PROJECT_BINARY_DIR}/third_party/${name}")
  set(${result} "${directory}" PARENT_SCOPE)
  if(EXISTS "${directory}.stamp")
    file(READ "${directory}.stamp" done)
    if(done STREQUAL stamp)
      return()
    endif()
  endif()

  file(REMOVE_RECURSE "${directory}" "${directory}.unpacked")
  file(REMOVE "${directory}.stamp")
  if(tarball)
    list(TRANSFORM arg_PARTS PREPEND "*/" OUTPUT_VARIABLE patterns)
    file(ARCHIVE_EXTRACT INPUT "${tarball}" DESTINATION "${directory}.unpacked"
         PATTERNS ${patterns})
    file(GLOB from "${directory}.unpacked/*")
  endif()
  foreach(part IN LISTS arg_PARTS)
    if(NOT EXISTS "${from}/${part}")
      message(FATAL_ERROR "${from} is not the source of ${name} ${pin_version}: "
                          "'${part}' is missing. Look at FETCHCONTENT_SOURCE_DIR_${upper}.")
    endif()
    file(COPY "${from}/${part}" DESTINATION "${directory}")
  endforeach()
  file(REMOVE_RECURSE "${directory}.unpacked")
  foreach(patch IN LISTS patches)
    _broadsheet_apply_patch(${name} "${patch}" "${directory}")
  endforeach()
  file(WRITE "${directory}.stamp" "${stamp}")
endfunction()

function(_broadsheet_third_party_options target)
  set_target_properties(${target} PROPERTIES
    C_VISIBILITY_PRESET hidden
    CXX_VISIBILITY_PRESET hidden
    CXX_CLANG_TIDY ""
    C_CLANG_TIDY "")
  target_compile_options(${target} PRIVATE -w)
endfunction()

broadsheet_fetch_source(md4c BROADSHEET_MD4C_DIR PARTS src LICENSE.md)
broadsheet_fetch_source(yaml-cpp BROADSHEET_YAML_CPP_DIR PARTS src include LICENSE)
broadsheet_fetch_source(nlohmann-json BROADSHEET_NLOHMANN_JSON_DIR PARTS include LICENSE.MIT)

add_library(broadsheet_md4c OBJECT "${BROADSHEET_MD4C_DIR}/src/md4c.c")
target_include_directories(broadsheet_md4c SYSTEM PUBLIC "${BROADSHEET_MD4C_DIR}/src")
# Renamed, so that a program that also links the system's md4c gets neither our patched parser nor
# gives us its own.
target_compile_definitions(broadsheet_md4c PUBLIC md_parse=broadsheet_md4c_parse)
_broadsheet_third_party_options(broadsheet_md4c)

set(_broadsheet_yaml_cpp_files
  depthguard directives exceptions exp null parser regex_yaml scanner scanscalar scantag scantoken
  simplekey singledocparser tag)
list(TRANSFORM _broadsheet_yaml_cpp_files REPLACE "(.+)" "${BROADSHEET_YAML_CPP_DIR}/src/\\1.cpp")
add_library(broadsheet_yaml_cpp OBJECT ${_broadsheet_yaml_cpp_files})
target_include_directories(broadsheet_yaml_cpp SYSTEM PUBLIC "${BROADSHEET_YAML_CPP_DIR}/include")
# The namespace is renamed for the same reason as md4c's functions.
target_compile_definitions(broadsheet_yaml_cpp PUBLIC
  YAML_CPP_STATIC_DEFINE
  YAML=broadsheet_yaml_cpp)
_broadsheet_third_party_options(broadsheet_yaml_cpp)

add_library(broadsheet_nlohmann_json INTERFACE)
target_include_directories(broadsheet_nlohmann_json SYSTEM INTERFACE
  "${BROADSHEET_NLOHMANN_JSON_DIR}/include")
