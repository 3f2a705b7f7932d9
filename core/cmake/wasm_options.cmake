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
endif()

# Emscripten 3.1.25 renamed the setting of the stack's size.
if(EMSCRIPTEN_VERSION VERSION_LESS 3.1.25)
  set(BROADSHEET_STACK_SETTING TOTAL_STACK)
else()
  set(BROADSHEET_STACK_SETTING STACK_SIZE)
endif()
