# Flags that every object of a wasm build must share, third-party code and tests included: the way
# exceptions work is part of the ABI, and link-time optimization needs bitcode throughout.
include_guard(GLOBAL)
if(NOT EMSCRIPTEN)
  return()
endif()

add_compile_options(-fwasm-exceptions)
add_link_options(-fwasm-exceptions)
if(NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
  add_compile_options(-flto)
  add_link_options(-flto)
  # em++ turns -Os and -Oz into -fno-inline-functions, which not even link-time optimization undoes:
  # accessors of one instruction stay calls. LLVM's own idea of these levels makes the module both
  # smaller and faster.
  add_compile_options(-finline-functions)
endif()

# Emscripten 3.1.25 renamed the setting of the stack's size.
if(EMSCRIPTEN_VERSION VERSION_LESS 3.1.25)
  set(BROADSHEET_STACK_SETTING TOTAL_STACK)
else()
  set(BROADSHEET_STACK_SETTING STACK_SIZE)
endif()

# Emscripten's own JavaScript needs acorn. Debian keeps it where only Debian's node looks, so a node
# from elsewhere must be told.
if(EXISTS /usr/share/nodejs/acorn)
  set(CMAKE_CXX_LINKER_LAUNCHER
      "${CMAKE_COMMAND}" -E env "NODE_PATH=/usr/share/nodejs:/usr/lib/nodejs")
  set(CMAKE_C_LINKER_LAUNCHER "${CMAKE_CXX_LINKER_LAUNCHER}")
endif()

# What runs a test program: the node on PATH, not the `nodejs` that Emscripten's file looks for, which
# may be a much older one.
find_program(BROADSHEET_NODE node NO_CMAKE_FIND_ROOT_PATH REQUIRED)
set(CMAKE_CROSSCOMPILING_EMULATOR "${BROADSHEET_NODE}")
