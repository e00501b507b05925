// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/error.hpp"

namespace hz::service::errors {

inline constexpr ErrorCode upload_unfinished{
    "service.upload_unfinished", Category::conflict, "“{name}”还没有上传完成，请等待完成或删除后再提交。",
    "\"{name}\" has not finished uploading. Wait for it, or remove it, then submit."};
inline constexpr ErrorCode no_such_material{"service.no_such_material", Category::invalid, "这个事项没有这项材料。",
                                            "This service has no such material."};
inline constexpr ErrorCode company_needed{"service.company_needed", Category::invalid, "请先选择要代表办理的企业。",
                                          "Choose the company you are applying for first."};
inline constexpr ErrorCode not_your_company{"service.not_your_company", Category::forbidden,
                                            "您不能代表这家企业办理，请核对后重新选择。",
                                            "You may not act for this company. Choose another."};
inline constexpr ErrorCode licence_not_found{"licence.not_found", Category::not_found, "没有找到这本证照。",
                                             "This licence was not found."};
inline constexpr ErrorCode no_licence_definition{"service.no_licence_definition", Category::incident,
                                                 "事项缺少证照定义，管理员已收到通知。",
                                                 "The service has no licence definition. An operator has been told."};
inline constexpr ErrorCode revoke_reason_missing{"licence.reason_missing", Category::invalid,
                                                 "请写明撤销的理由和依据。",
                                                 "State the reason and legal basis for revoking."};
inline constexpr ErrorCode no_self_check{"service.no_self_check", Category::not_found, "这个事项没有自助预审。",
                                         "This service has no self-check."};
inline constexpr ErrorCode rules_with_errors{
    "service.rules_with_errors", Category::invalid, "规则中有 {count} 处错误，改正之后才能保存为新版本。您的修改还在。",
    "The rules have {count} mistakes. Correct them, then save; what you changed is still here."};
inline constexpr ErrorCode process_with_errors{
    "service.process_with_errors", Category::invalid,
    "流程中有 {count} 处错误，改正之后才能保存为新版本。您的修改还在。",
    "The process has {count} mistakes. Correct them, then save; what you changed is still here."};
inline constexpr ErrorCode process_mistake{"service.process_mistake", Category::invalid, "{zh}", "{en}"};

}  // namespace hz::service::errors
