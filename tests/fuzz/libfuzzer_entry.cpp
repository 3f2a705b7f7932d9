// libFuzzer's entry; BROADSHEET_FUZZ_TARGET names the function of targets.h.
#include <cstddef>
#include <cstdint>

#include "targets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  broadsheet::fuzz::BROADSHEET_FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
  return 0;
}
