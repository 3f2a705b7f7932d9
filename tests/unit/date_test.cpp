#include "front_matter/date.h"

#include <gtest/gtest.h>

#include <string>

namespace broadsheet {
namespace {

struct Written {
  const char* text;
  const char* iso;
};

class ReadableDate : public testing::TestWithParam<Written> {};

TEST_P(ReadableDate, KeepsItsOffset) {
  const auto date = parse_date(GetParam().text);
  ASSERT_TRUE(date) << GetParam().text;
  EXPECT_EQ(date->iso(), GetParam().iso);
}

INSTANTIATE_TEST_SUITE_P(
    InTheWild, ReadableDate,
    testing::Values(Written{"2023-05-12T15:00:00+08:00", "2023-05-12T15:00:00+08:00"},
                    Written{"2019-01-01T02:03:04.567Z", "2019-01-01T02:03:04.567Z"},
                    Written{"2019-08-05T4:30:44+08:00", "2019-08-05T04:30:44+08:00"},
                    Written{"2014-08-19T12:34", "2014-08-19T12:34:00"},
                    Written{"2022/11/07", "2022-11-07"},
                    Written{"2018-01-02 03:04:05 -0000", "2018-01-02T03:04:05+00:00"},
                    Written{"2018-01-02 03:04:05 -0530", "2018-01-02T03:04:05-05:30"},
                    Written{"2021-01-2", "2021-01-02"}, Written{"2021-1-2", "2021-01-02"},
                    Written{"  2021-01-02\t", "2021-01-02"}, Written{"2021.5.6", "2021-05-06"},
                    Written{"20160526", "2016-05-26"}, Written{"2016年5月26日", "2016-05-26"},
                    Written{"2016-05-26 10:00 UTC", "2016-05-26T10:00:00Z"},
                    Written{"2016-05-26 10:00:00 +0800 CST", "2016-05-26T10:00:00+08:00"},
                    Written{"2016-05-26T10:00:00+8", "2016-05-26T10:00:00+08:00"},
                    Written{"May 26, 2016", "2016-05-26"}, Written{"26 May 2016", "2016-05-26"},
                    Written{"Sept. 1, 2016", "2016-09-01"},
                    Written{"Thu, 26 May 2016 10:00:00 +0000", "2016-05-26T10:00:00+00:00"},
                    Written{"2020-02-29", "2020-02-29"},
                    Written{"2016-12-31T23:59:60Z", "2016-12-31T23:59:60Z"}));

class UnreadableDate : public testing::TestWithParam<const char*> {};

TEST_P(UnreadableDate, IsNoDate) {
  EXPECT_FALSE(parse_date(GetParam())) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(InTheWild, UnreadableDate,
                         testing::Values("", "soon", "2020-05-08T14:4g5:00+08:00", "2021-13-01",
                                         "2021-02-29", "2021-00-10", "2021-01-00", "0001-01-01",
                                         "21-01-02", "2021-01-02T25:00", "2021-01-02T10",
                                         "2021-01-02T10:61", "2021-01-02 10:00 Mars", "2021-01-02x",
                                         "2021-01", "2021/01-02", "12345678901",
                                         "2021-01-02T10:00:00+99:00", "2021-01-02T10:00:00."));

TEST(Date, InstantsCompareAcrossOffsets) {
  const auto instant = [](const char* text) { return parse_date(text)->instant(); };
  EXPECT_EQ(instant("1970-01-01T00:00:00Z"), 0);
  EXPECT_EQ(instant("2023-05-12T15:00:00+08:00"), instant("2023-05-12T07:00:00Z"));
  EXPECT_EQ(instant("2023-05-12"), instant("2023-05-12T00:00:00Z"));
  EXPECT_EQ(instant("2000-03-01") - instant("2000-02-28"), 2 * 86'400'000);
  EXPECT_EQ(instant("1900-03-01") - instant("1900-02-28"), 86'400'000);
  EXPECT_EQ(instant("2019-01-01T00:00:00.25Z") - instant("2019-01-01T00:00:00Z"), 250);
  EXPECT_LT(instant("1969-12-31T23:59:59Z"), 0);
}

}  // namespace
}  // namespace broadsheet
