// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/error.hpp"

namespace hz::insight::errors {

inline constexpr ErrorCode invalid_rule{"insight.invalid_rule", Category::invalid,
                                        "监察规则“{code}”的写法有误，请更正所列各项。",
                                        "The supervision rule \"{code}\" is not written correctly; correct the fields "
                                        "listed."};
inline constexpr ErrorCode finding_not_found{"insight.not_found", Category::not_found,
                                             "没有找到这条监察记录，请返回列表重新选择。",
                                             "There is no such finding; go back to the list and choose again."};
inline constexpr ErrorCode already_answered{"insight.already_answered", Category::conflict,
                                            "这条监察记录已经答复，正在等待审核；请刷新页面。",
                                            "This finding has been answered and waits for review; reload the page."};
inline constexpr ErrorCode not_answered{"insight.not_answered", Category::conflict,
                                        "这条监察记录还没有答复，不能审核；请等待责任岗位答复。",
                                        "This finding has not been answered yet; wait for the responsible post."};
inline constexpr ErrorCode closed{"insight.closed", Category::conflict, "这条监察记录已经办结，不能再变动。",
                                  "This finding is closed and cannot change any more."};
inline constexpr ErrorCode not_the_responsible{"insight.not_the_responsible", Category::forbidden,
                                               "只有责任岗位“{post}”可以答复，请转交该岗位人员。",
                                               "Only the responsible post \"{post}\" may answer; pass it on to them."};
inline constexpr ErrorCode own_answer{"insight.own_answer", Category::forbidden,
                                      "不能审核自己的答复，请由其他监察人员审核。",
                                      "You cannot review your own answer; leave it to another supervisor."};
inline constexpr ErrorCode text_missing{"insight.text_missing", Category::invalid, "请填写说明，最多 2000 字。",
                                        "Write what there is to say, at most 2000 characters."};
inline constexpr ErrorCode unknown_choice{"insight.unknown_choice", Category::invalid,
                                          "“{value}”不在可选范围内，请从 {choices} 中选择。",
                                          "\"{value}\" is not one of the choices; choose from {choices}."};

}  // namespace hz::insight::errors
