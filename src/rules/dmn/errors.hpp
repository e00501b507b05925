// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/error.hpp"

namespace hz::rules::errors {

// Refusals of dmn::load.
inline constexpr ErrorCode dmn_malformed_xml{"rules.dmn_malformed_xml", Category::malformed,
                                             "文件不是完整的 XML：第 {offset} 个字节附近有误。请用建模工具重新导出。",
                                             "The file is not well-formed XML: there is a mistake near byte {offset}. "
                                             "Please export it again from the modelling tool."};
inline constexpr ErrorCode dmn_doctype{"rules.dmn_doctype", Category::malformed,
                                       "文件中有 DOCTYPE 声明，出于安全不予读取。请删去该声明。",
                                       "The file has a DOCTYPE, which is not read for safety. Please remove it."};
inline constexpr ErrorCode dmn_not_dmn{"rules.dmn_not_dmn", Category::malformed,
                                       "文件不是 DMN 模型：根元素应为 DMN 1.1 至 1.5 的 definitions。",
                                       "The file is no DMN model: its root must be the definitions of DMN 1.1 to 1.5."};
// Params: what_zh, what_en, limit.
inline constexpr ErrorCode dmn_too_large{"rules.dmn_too_large", Category::too_large,
                                         "模型过大：{what_zh}不能超过 {limit}。请拆成几个模型。",
                                         "The model is too large: {what_en} may be at most {limit}. Please split it."};
// Params: name.
inline constexpr ErrorCode dmn_unknown_decision{"rules.dmn_unknown_decision", Category::not_found,
                                                "模型中没有名为“{name}”的决策或决策服务。",
                                                "The model has no decision or decision service named \"{name}\"."};
// Params: id.
inline constexpr ErrorCode dmn_unknown_element{"rules.dmn_unknown_element", Category::not_found,
                                               "模型中没有编号为“{id}”且含有文字的元素。",
                                               "The model has no element \"{id}\" with a text."};

// Of the runner of test suites. Params: path.
inline constexpr ErrorCode tck_unreadable{"rules.tck_unreadable", Category::not_found,
                                          "文件夹“{path}”中没有测试用例（*.dmn 与 *.xml）。",
                                          "The folder \"{path}\" holds no test cases (*.dmn and *.xml)."};

// Findings on load.
inline constexpr ErrorCode dmn_duplicate_id{"rules.dmn_duplicate_id", Category::invalid,
                                            "编号“{id}”用了不止一次，请改为不同的编号。",
                                            "The id \"{id}\" is used more than once; please give each its own."};
inline constexpr ErrorCode dmn_duplicate_name{"rules.dmn_duplicate_name", Category::invalid,
                                              "名称“{name}”用了不止一次，请改为不同的名称。",
                                              "The name \"{name}\" is used more than once; please give each its own."};
inline constexpr ErrorCode dmn_missing_name{"rules.dmn_missing_name", Category::invalid, "缺少名称，请填写。",
                                            "There is no name; please give one."};
inline constexpr ErrorCode dmn_dangling{"rules.dmn_dangling", Category::invalid,
                                        "引用的“{href}”在模型和导入的模型中都不存在。",
                                        "\"{href}\" is referred to, but neither the model nor its imports have it."};
inline constexpr ErrorCode dmn_unknown_type{"rules.dmn_unknown_type", Category::invalid,
                                            "没有名为“{name}”的类型，请检查拼写。",
                                            "There is no type named \"{name}\"; please check the spelling."};
inline constexpr ErrorCode dmn_unknown_name{"rules.dmn_unknown_name", Category::invalid,
                                            "“{name}”不是这里能用的名称，其值将为空。请检查拼写，或补画连线。",
                                            "\"{name}\" is no name that can be used here; its value will be null. "
                                            "Please check the spelling, or draw the missing requirement."};
inline constexpr ErrorCode dmn_cycle{
    "rules.dmn_cycle", Category::invalid, "决策之间循环依赖：{names}。请去掉其中一条连线。",
    "Decisions depend on each other in a circle: {names}. Please remove a requirement."};
inline constexpr ErrorCode dmn_type_cycle{"rules.dmn_type_cycle", Category::invalid, "类型“{name}”最终指向它自己。",
                                          "The type \"{name}\" refers to itself in the end."};
inline constexpr ErrorCode dmn_import_cycle{"rules.dmn_import_cycle", Category::invalid,
                                            "模型“{name}”导入了自己，或经其他模型导入了自己。",
                                            "The model \"{name}\" imports itself, directly or through others."};
inline constexpr ErrorCode dmn_import_missing{"rules.dmn_import_missing", Category::invalid,
                                              "找不到要导入的模型“{name}”（{uri}）。",
                                              "The imported model \"{name}\" ({uri}) cannot be found."};
inline constexpr ErrorCode dmn_import_unsupported{"rules.dmn_import_unsupported", Category::invalid,
                                                  "不支持导入“{name}”：只能导入 DMN 模型。",
                                                  "The import \"{name}\" is not supported: only DMN models are."};
inline constexpr ErrorCode dmn_no_logic{"rules.dmn_no_logic", Category::invalid,
                                        "“{name}”没有写明如何得出结果，其值将为空。",
                                        "\"{name}\" does not say how its result comes about; its value will be null."};
inline constexpr ErrorCode dmn_unsupported_function{
    "rules.dmn_unsupported_function", Category::invalid,
    "不支持用 {language} 编写的外部函数，其值将为空。请改用 FEEL。",
    "External functions in {language} are not supported; the value will be null. Please use FEEL."};
inline constexpr ErrorCode dmn_unsupported_language{
    "rules.dmn_unsupported_language", Category::invalid, "不支持表达式语言“{language}”，其值将为空。请改用 FEEL。",
    "The expression language \"{language}\" is not supported; the value will be null. Please use FEEL."};
inline constexpr ErrorCode dmn_unsupported_element{"rules.dmn_unsupported_element", Category::invalid,
                                                   "不认识这里的“{name}”，其值将为空。",
                                                   "\"{name}\" is not understood here; its value will be null."};
inline constexpr ErrorCode dmn_wrong_cells{"rules.dmn_wrong_cells", Category::invalid,
                                           "这一行有 {given} 格，应为 {expected} 格。",
                                           "This row has {given} cells; it needs {expected}."};
inline constexpr ErrorCode dmn_bad_value{"rules.dmn_bad_value", Category::invalid,
                                         "“{name}”的值“{value}”不在允许的范围内：{expected}。",
                                         "\"{name}\" is \"{value}\"; allowed: {expected}."};
inline constexpr ErrorCode dmn_no_order{
    "rules.dmn_no_order", Category::invalid, "命中策略为优先或按输出排序时，输出列要写明允许的值，先写的优先。",
    "With the hit policies priority and output order, an output column must list its "
    "allowed values, the best first."};
inline constexpr ErrorCode dmn_literal_type{"rules.dmn_literal_type", Category::invalid,
                                            "这一格的值 {value} 不是{type}类型。",
                                            "The value {value} of this cell is not of type {type}."};

// Findings of the analysis of decision tables. `example_zh` and `example_en` name an input for each column.
inline constexpr ErrorCode dmn_unreachable{"rules.dmn_unreachable", Category::invalid,
                                           "第 {rule} 行永远不会起作用：它的条件全被第 {by} 行覆盖。",
                                           "Row {rule} never applies: row {by} covers all its conditions."};
inline constexpr ErrorCode dmn_empty_test{"rules.dmn_empty_test", Category::invalid,
                                          "第 {rule} 行永远不会起作用：没有任何值符合 {test}。",
                                          "Row {rule} never applies: no value passes {test}."};
inline constexpr ErrorCode dmn_overlap{"rules.dmn_overlap", Category::invalid,
                                       "第 {rule} 行与第 {other} 行重叠，例如{example_zh}。命中策略不允许这样。",
                                       "Rows {rule} and {other} overlap, for example {example_en}. The hit policy does "
                                       "not allow that."};
inline constexpr ErrorCode dmn_gap{"rules.dmn_gap", Category::invalid, "没有一行适用于{example_zh}，结果将为空。",
                                   "No row applies to {example_en}; the result will be null."};
inline constexpr ErrorCode dmn_not_analysed{"rules.dmn_not_analysed", Category::invalid,
                                            "表过大或条件过于复杂，没有全部检查是否有遗漏和重叠。",
                                            "The table is too large or complex to check it all for gaps and overlaps."};

// Diagnostics while it runs.
inline constexpr ErrorCode dmn_wrong_type{"rules.dmn_wrong_type", Category::invalid,
                                          "“{name}”的值 {value} 不是{type}类型，按空值处理。",
                                          "\"{name}\" is {value}, which is not of type {type}; it is taken as null."};
inline constexpr ErrorCode dmn_not_allowed{"rules.dmn_not_allowed", Category::invalid,
                                           "“{name}”的值 {value} 不在允许的范围 {allowed} 内，按空值处理。",
                                           "\"{name}\" is {value}, which is not among {allowed}; it is taken as null."};
inline constexpr ErrorCode dmn_several_rules{"rules.dmn_several_rules", Category::invalid,
                                             "第 {rules} 行同时适用，而命中策略只允许一行，结果为空。",
                                             "Rows {rules} apply at once, but the hit policy allows one; the result is "
                                             "null."};
inline constexpr ErrorCode dmn_different_results{
    "rules.dmn_different_results", Category::invalid,
    "第 {rules} 行同时适用但结果不同，而命中策略要求结果一致，结果为空。",
    "Rows {rules} apply at once with different results, but the hit policy "
    "wants them equal; the result is null."};
inline constexpr ErrorCode dmn_broken{"rules.dmn_broken", Category::invalid, "“{name}”有误，不能计算，结果为空。",
                                      "\"{name}\" has a mistake and cannot be evaluated; its result is null."};

}  // namespace hz::rules::errors
