/* The list of named character references that md4c brings for its own renderer. */
#ifndef BROADSHEET_TESTS_MD4C_REFERENCES_H
#define BROADSHEET_TESTS_MD4C_REFERENCES_H

#include <entity.h>

/* Sets *count. */
const ENTITY* md4c_references(size_t* count);

#endif
