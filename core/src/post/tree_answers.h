// What a program's hooks answer, written into a tree.
#pragma once

#include <span>

#include "broadsheet/tree.h"
#include "diagnostics/reporter.h"
#include "document/tree.h"
#include "post/tree_rows.h"

namespace broadsheet {

/// Changes nodes in place, and appends to targets and elements. What is left out is reported.
///
/// @param checks whether addresses pass the policy of posts
void write_answers(document::Tree& tree, const TreeRows& rows, std::span<const Answer> answers,
                   bool checks, Reporter& reporter);

}  // namespace broadsheet
