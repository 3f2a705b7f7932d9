#include "md4c_references.h"

#include <entity.c> /* Its list is static. */

const ENTITY* md4c_references(size_t* count) {
  *count = sizeof ENTITY_MAP / sizeof *ENTITY_MAP;
  return ENTITY_MAP;
}
