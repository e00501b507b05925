// SPDX-License-Identifier: Apache-2.0
#include "rules/dmn/input_field.hpp"

#include <gtest/gtest.h>

namespace hz::rules::dmn {
namespace {

constexpr std::string_view kites =
    R"(<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="风筝" namespace="urn:kite">
  <itemDefinition id="t1" name="t形状"><typeRef>string</typeRef><allowedValues><text>"菱形","盒子"</text></allowedValues></itemDefinition>
  <itemDefinition id="t2" name="t风力"><typeRef>number</typeRef><allowedValues><text>[0..12]</text></allowedValues></itemDefinition>
  <itemDefinition id="t3" name="t颜色" isCollection="true"><typeRef>t形状</typeRef></itemDefinition>
  <inputData id="a" name="形状"><variable id="va" name="形状" typeRef="t形状"/></inputData>
  <inputData id="b" name="风力"><variable id="vb" name="风力" typeRef="t风力"/></inputData>
  <inputData id="c" name="颜色"><variable id="vc" name="颜色" typeRef="t颜色"/></inputData>
  <inputData id="d" name="夜间"><variable id="vd" name="夜间" typeRef="boolean"/></inputData>
  <inputData id="e" name="日期"><variable id="ve" name="日期" typeRef="date"/></inputData>
  <inputData id="f" name="其他"><variable id="vf" name="其他"/></inputData>
</definitions>
)";

TEST(InputField, says_what_a_person_can_be_asked_for) {
    const auto model = load(kites);
    ASSERT_TRUE(model.has_value());
    const auto fields = input_fields(**model);
    ASSERT_EQ(fields.size(), 6U);
    EXPECT_EQ(fields[0].kind, FieldKind::text);
    EXPECT_EQ(fields[0].choices, (JsonArray{"菱形", "盒子"}));
    EXPECT_EQ(fields[1].kind, FieldKind::number);
    EXPECT_TRUE(fields[1].choices.empty());  // a range is no choice
    EXPECT_EQ(fields[1].allowed, "[0..12]");
    EXPECT_TRUE(fields[2].many);
    EXPECT_EQ(fields[2].choices.size(), 2U);
    EXPECT_EQ(fields[3].kind, FieldKind::boolean);
    EXPECT_EQ(to_text(fields[4].kind), "date");
    EXPECT_EQ(fields[5].kind, FieldKind::other);
}

}  // namespace
}  // namespace hz::rules::dmn
