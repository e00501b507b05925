// SPDX-License-Identifier: Apache-2.0
#include "document/licence_page.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "document/content_check.hpp"

namespace hz::document {
namespace {

LicenceFace face() {
    LicenceFace f;
    f.title = "食品经营许可证";
    f.subtitle = "Food Business Licence";
    f.number_label = "许可证编号";
    f.number = "JY13507840000001";
    f.lines = {{"经营者名称", "云溪县山野里餐饮有限公司"},
               {"统一社会信用代码", "91350784MA8T0000XK"},
               {"法定代表人（负责人）", "陈志远"},
               {"住所", "福建省南平市云溪县城关镇解放路18号"},
               {"经营场所", "福建省南平市云溪县城关镇解放路18号一层"},
               {"主体业态", "餐饮服务经营者"},
               {"经营项目", "餐饮服务"},
               {"有效期至", "2031年1月14日"}};
    f.issuer_label = "发证机关";
    f.issuer = "云溪县市场监督管理局";
    f.issued_label = "发证日期";
    f.issued_on = "2026年1月15日";
    f.note = "应当在经营场所的显著位置悬挂或者摆放本证。\n扫描二维码可以查验本证的真伪和状态。";
    f.qr =
        "https://services.example/verify/"
        "1.2.156.3005.2.11100000MB0328246Y018.11350784003977777X.00000001.001.5?d=0123456789abcdef";
    f.identifier = "1.2.156.3005.2.11100000MB0328246Y018.11350784003977777X.00000001.001.5";
    return f;
}

// HZ_KEEP names a file to look at.
TEST(LicencePage, IsAPlainSmallPdf) {
    const auto page = render_licence(face());
    ASSERT_TRUE(page);
    EXPECT_LT(page->size(), 150U << 10);
    EXPECT_TRUE(check_content("pdf", *page, "licence.pdf"));
    if (const auto* keep = std::getenv("HZ_KEEP")) std::ofstream(keep, std::ios::binary) << as_text(*page);
}

std::size_t pages(const Bytes& pdf) {
    std::size_t count = 0;
    const auto text = as_text(pdf);
    for (auto at = text.find("/Type /Page"); at != text.npos; at = text.find("/Type /Page", at + 1))
        count += text.substr(at + 11, 1) != "s";
    return count;
}

// Nothing is left out: what does not fit goes on behind the face.
TEST(LicencePage, HoldsLongValues) {
    auto long_face = face();
    EXPECT_EQ(pages(*render_licence(long_face)), 1U);
    for (auto& line : long_face.lines) line.value += line.value + line.value;
    EXPECT_EQ(pages(*render_licence(long_face)), 1U);
    for (auto& line : long_face.lines) line.value += line.value + line.value + line.value;
    const auto page = render_licence(long_face);
    ASSERT_TRUE(page);
    EXPECT_EQ(pages(*page), 2U);
    if (const auto* keep = std::getenv("HZ_KEEP"))
        std::ofstream(std::string(keep) + ".long.pdf", std::ios::binary) << as_text(*page);
}

}  // namespace
}  // namespace hz::document
