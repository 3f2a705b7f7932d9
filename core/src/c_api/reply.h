// Making replies: one allocation each, so that a host reads and frees it with one call.
#pragma once

#include <cstdint>
#include <string_view>

#include "broadsheet/broadsheet_c.h"
#include "broadsheet/error.h"

namespace broadsheet::c_api {

/// Packs a successful reply of valid UTF-8; the reply for missing memory when there is none.
///
/// @param bytes bits of enum broadsheet_block: blocks that are no text and stay as they are
[[nodiscard]] broadsheet_reply* make_reply(std::string_view primary, std::string_view text,
                                           std::string_view json,
                                           broadsheet_encoding encoding = BROADSHEET_ENCODING_UTF8,
                                           std::uint32_t bytes = 0) noexcept;

/// Packs an error. `file` is to blame for it, if it is not empty.
[[nodiscard]] broadsheet_reply* make_error(broadsheet_status status, std::string_view code,
                                           std::string_view message, std::string_view hint,
                                           std::string_view file = {}) noexcept;

/// The same from an error of the C++ interface.
[[nodiscard]] broadsheet_reply* make_error(const Error& error) noexcept;

/// What a call answers that was given NULL in place of a handle, or for one.
[[nodiscard]] broadsheet_reply* no_handle() noexcept;

/// The constant reply for missing memory.
[[nodiscard]] broadsheet_reply* no_memory() noexcept;

/// Runs `action`, which returns a reply, and turns what it throws into one: no exception leaves the
/// library.
template <typename Action>
[[nodiscard]] broadsheet_reply* guarded(Action action) noexcept;

/// The same for an action on what `handle` points to; no_handle() when that is nothing.
template <typename Handle, typename Action>
[[nodiscard]] broadsheet_reply* guarded_with(Handle* handle, Action action) noexcept {
  return handle == nullptr ? no_handle() : guarded([&] { return action(*handle); });
}

}  // namespace broadsheet::c_api

#include <exception>
#include <new>

namespace broadsheet::c_api {

template <typename Action>
broadsheet_reply* guarded(Action action) noexcept {
#ifndef __cpp_exceptions
  // The host ends the module's instance with a call that does not return.
  return action();
#else
  try {
    return action();
  } catch (const std::bad_alloc&) {
    return no_memory();
  } catch (const std::exception& exception) {
    return make_error(BROADSHEET_INTERNAL_ERROR, "internal-error", exception.what(),
                      "please report this with the input that causes it");
  } catch (...) {
    return make_error(BROADSHEET_INTERNAL_ERROR, "internal-error", "an unknown failure",
                      "please report this with the input that causes it");
  }
#endif
}

}  // namespace broadsheet::c_api
