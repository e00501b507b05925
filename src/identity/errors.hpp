// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/error.hpp"

namespace hz::identity::errors {

inline constexpr ErrorCode not_signed_in{"identity.not_signed_in", Category::unauthenticated, "请先登录。",
                                         "Please sign in first."};
inline constexpr ErrorCode session_expired{"identity.session_expired", Category::unauthenticated,
                                           "登录已过期，请重新登录；您填写的草稿仍然保留。",
                                           "Your session has ended. Please sign in again; your drafts are kept."};
inline constexpr ErrorCode wrong_csrf{"identity.wrong_csrf", Category::forbidden, "页面已过期，请刷新后重试。",
                                      "This page is out of date. Please reload it and try again."};
inline constexpr ErrorCode wrong_credentials{"identity.wrong_credentials", Category::unauthenticated,
                                             "账号或密码不正确。请检查后重试；连续输错多次，账号会暂时锁定。",
                                             "The account or the password is wrong. Check both and try again; several "
                                             "wrong attempts lock the account for a while."};
inline constexpr ErrorCode account_locked{
    "identity.account_locked", Category::forbidden, "连续输错密码次数过多，账号已暂时锁定，请在 {minutes} 分钟后再试。",
    "Too many wrong attempts: the account is locked. Try again in {minutes} minutes."};
inline constexpr ErrorCode account_disabled{"identity.account_disabled", Category::forbidden,
                                            "该账号已被停用，请联系系统管理员。",
                                            "This account has been disabled. Please contact the system administrator."};
inline constexpr ErrorCode not_permitted{"identity.not_permitted", Category::forbidden,
                                         "您没有进行此操作（{action}）的权限。",
                                         "You do not have the permission for this ({action})."};
inline constexpr ErrorCode out_of_scope{"identity.out_of_scope", Category::forbidden,
                                        "此事项不在您的部门或辖区范围内（{action}）。",
                                        "This lies outside your organisation or region ({action})."};
inline constexpr ErrorCode purpose_required{"identity.purpose_required", Category::forbidden,
                                            "查看或处理他人信息须说明用途（{action}）。",
                                            "State the purpose: this is another person's data ({action})."};
inline constexpr ErrorCode conflicting_roles{
    "identity.conflicting_roles", Category::forbidden,
    "系统管理员、安全管理员、审计员等互斥角色不能由同一人担任，请联系安全管理员调整（{action}）。",
    "One person holds roles that exclude each other, such as two of the three administrators. Ask the security "
    "administrator to change this ({action})."};
inline constexpr ErrorCode exclusive_roles{
    "identity.exclusive_roles", Category::conflict, "角色“{first}”与“{second}”互斥，不能由同一人担任。",
    "The roles \"{first}\" and \"{second}\" exclude each other; nobody may hold both."};
inline constexpr ErrorCode own_rights{"identity.own_rights", Category::forbidden,
                                      "不能更改自己的账号和权限，请由其他管理员办理。",
                                      "Nobody changes their own account or rights. Ask another administrator."};
inline constexpr ErrorCode weak_password{
    "identity.weak_password", Category::invalid,
    "密码须为 {least} 至 {most} 个字符，至少含大写字母、小写字母、数字、符号中的三种，且不含账号名。",
    "A password has {least} to {most} characters, of at least three kinds (upper case, "
    "lower case, digits, symbols), and does not contain the account name."};
inline constexpr ErrorCode bad_login{
    "identity.bad_login", Category::invalid, "账号须为 2 至 64 个字符，可用小写字母、数字、点、横线和下划线。",
    "An account name has 2 to 64 characters: lower-case letters, digits, dot, hyphen, underscore."};
inline constexpr ErrorCode login_taken{"identity.login_taken", Category::conflict, "账号“{login}”已被使用，请换一个。",
                                       "The account name \"{login}\" is taken. Please choose another."};
inline constexpr ErrorCode bad_name{"identity.bad_name", Category::invalid, "姓名须为 1 至 {most} 个字符。",
                                    "A name has 1 to {most} characters."};
inline constexpr ErrorCode bad_phone{"identity.bad_phone", Category::invalid,
                                     "电话须为 3 至 20 位数字，可含 +、- 和空格。",
                                     "A phone number has 3 to 20 digits; +, - and spaces are allowed."};
inline constexpr ErrorCode number_taken{"identity.number_taken", Category::conflict, "该证件号码已登记。",
                                        "This identity number is registered already."};
inline constexpr ErrorCode account_not_found{"identity.account_not_found", Category::not_found, "没有找到该账号。",
                                             "There is no such account."};
inline constexpr ErrorCode person_not_found{"identity.person_not_found", Category::not_found, "没有找到此人。",
                                            "There is no such person."};
inline constexpr ErrorCode agency_not_found{"identity.agency_not_found", Category::not_found,
                                            "没有代码为“{code}”的机构。",
                                            "There is no organisation with the code \"{code}\"."};
inline constexpr ErrorCode post_not_found{"identity.post_not_found", Category::not_found,
                                          "机构“{agency}”没有岗位“{code}”。",
                                          "The organisation \"{agency}\" has no post \"{code}\"."};
inline constexpr ErrorCode region_not_found{"identity.region_not_found", Category::not_found,
                                            "没有代码为“{code}”的行政区划。",
                                            "There is no region with the code \"{code}\"."};
inline constexpr ErrorCode already_assigned{"identity.already_assigned", Category::conflict, "此人已在该岗位任职。",
                                            "This person fills that post already."};
inline constexpr ErrorCode not_assigned{"identity.not_assigned", Category::conflict, "此人不在该岗位任职。",
                                        "This person does not fill that post."};
inline constexpr ErrorCode bad_period{"identity.bad_period", Category::invalid, "结束时间须晚于开始时间，且尚未过去。",
                                      "The end must be later than the start, and not in the past."};
inline constexpr ErrorCode absence_too_long{"identity.absence_too_long", Category::invalid,
                                            "一次外出最长一年，请分次登记。",
                                            "An absence lasts a year at most. Record a longer one in parts."};
inline constexpr ErrorCode absence_not_found{"identity.absence_not_found", Category::not_found,
                                             "没有找到这条外出登记，或者它已经结束。",
                                             "There is no such absence, or it is over."};
inline constexpr ErrorCode absent_already{"identity.absent_already", Category::conflict,
                                          "这段时间已经登记过外出，请先结束原登记。",
                                          "An absence is recorded for that time already. End that one first."};
inline constexpr ErrorCode own_deputy{"identity.own_deputy", Category::invalid, "代理人不能是本人，请另选一人。",
                                      "Nobody stands in for themselves. Choose somebody else."};
inline constexpr ErrorCode deputy_elsewhere{"identity.deputy_elsewhere", Category::conflict,
                                            "代理人须是同一机构的在岗人员，请另选一人。",
                                            "A deputy fills a post in the same organisation. Choose somebody else."};
inline constexpr ErrorCode deputy_absent{"identity.deputy_absent", Category::conflict,
                                         "代理人在这段时间也外出，请另选一人。",
                                         "That deputy is away at the same time. Choose somebody else."};
inline constexpr ErrorCode bad_skill{
    "identity.bad_skill", Category::invalid, "专长须是代码（小写字母、数字、下划线、横线），每人最多 50 项。",
    "A skill is a code of lower-case letters, digits, underscores and hyphens; at most 50 for one person."};
inline constexpr ErrorCode bad_role{"identity.bad_role", Category::invalid, "角色定义“{role}”有误：{reason}。",
                                    "The role definition \"{role}\" is wrong: {reason}."};
inline constexpr ErrorCode unknown_role{"identity.unknown_role", Category::invalid, "没有名为“{role}”的角色。",
                                        "There is no role named \"{role}\"."};
inline constexpr ErrorCode bad_import{"identity.bad_import", Category::invalid, "第 {row} 行有误：{reason}。",
                                      "Row {row} is wrong: {reason}."};

}  // namespace hz::identity::errors
