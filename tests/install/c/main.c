/* Renders a post and filters a catalog through the C interface of the installed library. */
#include <broadsheet/broadsheet_c.h>
#include <stdio.h>
#include <string.h>

static int failures = 0;

static void expect(int holds, const char* what) {
  if (holds) return;
  fprintf(stderr, "C program: expected %s\n", what);
  failures++;
}

static int block_holds(const char* block, uint32_t size, const char* part) {
  size_t length = strlen(part);
  for (uint32_t at = 0; length <= size && at <= size - length; at++) {
    if (memcmp(block + at, part, length) == 0) return 1;
  }
  return 0;
}

int main(void) {
  const char post[] = "---\ntitle: Plain C\ntags: [one]\n---\n# Hello\n\n**bold**\n";
  const char archive[] =
      "[{\"path\":\"a.md\",\"data\":{\"title\":\"A\",\"date\":\"2020-01-02\",\"tags\":[\"one\"],"
      "\"categories\":[],\"authors\":[]}},"
      "{\"path\":\"b.md\",\"data\":{\"title\":\"B\",\"date\":\"2021-01-02\",\"tags\":[\"two\"],"
      "\"categories\":[],\"authors\":[]}}]";
  const char query[] = "{\"tags\":[\"two\"]}";

  expect(broadsheet_abi_version() == BROADSHEET_ABI_VERSION,
         "library and header of one ABI version");

  broadsheet_reply* reply = broadsheet_render(post, (uint32_t)(sizeof post - 1), NULL);
  expect(reply->status == BROADSHEET_OK, "the post to render");
  expect(block_holds(broadsheet_reply_primary(reply), reply->primary_size, "<strong>bold</strong>"),
         "bold text in the HTML");
  expect(block_holds(broadsheet_reply_json(reply), reply->json_size, "\"Plain C\""),
         "the title in the JSON");
  broadsheet_reply_free(reply);

  broadsheet_catalog* catalog = NULL;
  reply = broadsheet_catalog_open(archive, (uint32_t)(sizeof archive - 1), &catalog);
  expect(reply->status == BROADSHEET_OK && catalog != NULL, "the catalog to open");
  broadsheet_reply_free(reply);
  if (catalog != NULL) {
    reply = broadsheet_catalog_query(catalog, query, (uint32_t)(sizeof query - 1));
    expect(reply->status == BROADSHEET_OK, "the query to be answered");
    uint32_t position = 0;
    expect(reply->primary_size == sizeof position, "one post to match");
    if (reply->primary_size == sizeof position) {
      memcpy(&position, broadsheet_reply_primary(reply), sizeof position);
      expect(position == 1, "the second post to match");
    }
    broadsheet_reply_free(reply);
    broadsheet_catalog_free(catalog);
  }

  if (failures == 0) printf("C program: rendered and filtered with %s\n", broadsheet_version());
  return failures == 0 ? 0 : 1;
}
