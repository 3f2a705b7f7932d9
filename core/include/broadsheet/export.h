/// What a shared library shows of itself, and the name of its binary interface.
#pragma once

/// Marks what users of the library call. Everything else is hidden in a shared object: Broadsheet's
/// own, or a plug-in that the static library is linked into. BROADSHEET_SHARED is defined by the
/// build of a shared library and by what links it (CMake and pkg-config do so); BROADSHEET_BUILDING
/// by its build alone.
#if defined(_WIN32) && defined(BROADSHEET_SHARED)
#if defined(BROADSHEET_BUILDING)
#define BROADSHEET_API __declspec(dllexport)
#else
#define BROADSHEET_API __declspec(dllimport)
#endif
#elif defined(__GNUC__) && defined(BROADSHEET_SHARED)
#define BROADSHEET_API __attribute__((visibility("default")))
#else
#define BROADSHEET_API
#endif

/// An inline namespace, so never written by users. It stands in the symbols of C++: two versions of
/// the library in one process, each in a plug-in of its own, never share a function or a type.
/// Raised with everything that changes a public type or signature.
#define BROADSHEET_ABI_NAMESPACE abi_3
