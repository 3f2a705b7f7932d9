// A file of its own: whoever defines this otherwise has no need of the archive's.
#include "diagnostics/reporter.h"

namespace broadsheet {

const bool kTellsDiagnostics = true;

}  // namespace broadsheet
