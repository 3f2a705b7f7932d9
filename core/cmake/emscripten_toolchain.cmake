# Hands over to the toolchain file of the Emscripten at hand: the activated emsdk, the one whose emcc
# is on PATH, or Debian's package.
set(_candidates "")
if(DEFINED ENV{EMSDK})
  list(APPEND _candidates "$ENV{EMSDK}/upstream/emscripten")
endif()
find_program(BROADSHEET_EM_CONFIG em-config NO_CMAKE_FIND_ROOT_PATH)
mark_as_advanced(BROADSHEET_EM_CONFIG)
if(BROADSHEET_EM_CONFIG)
  execute_process(COMMAND "${BROADSHEET_EM_CONFIG}" EMSCRIPTEN_ROOT
                  OUTPUT_VARIABLE _root OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  list(APPEND _candidates "${_root}")
endif()
list(APPEND _candidates /usr/share/emscripten)

set(_toolchain "")
foreach(_candidate IN LISTS _candidates)
  if(EXISTS "${_candidate}/cmake/Modules/Platform/Emscripten.cmake")
    set(_toolchain "${_candidate}/cmake/Modules/Platform/Emscripten.cmake")
    break()
  endif()
endforeach()
if(NOT _toolchain)
  message(FATAL_ERROR "Emscripten is not found. Install the package `emscripten` (Debian), or "
                      "activate an emsdk so that emcc is on PATH.")
endif()
include("${_toolchain}")
