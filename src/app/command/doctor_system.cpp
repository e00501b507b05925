// SPDX-License-Identifier: Apache-2.0
// What the machine around the program has: fonts, ports.
#include <pango/pangocairo.h>

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <memory>

#include "app/command/doctor.hpp"

namespace hz::app {
namespace {

namespace asio = boost::asio;

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};

// Whether some font has the glyphs; Pango draws boxes where none has.
bool can_draw(const char* text) {
    PangoFontFamily** families = nullptr;
    int count = 0;
    pango_font_map_list_families(pango_cairo_font_map_get_default(), &families, &count);
    g_free(families);
    if (count == 0) return false;  // Pango gives up where there is no font at all
    const std::unique_ptr<PangoContext, Unref> context(
        pango_font_map_create_context(pango_cairo_font_map_get_default()));
    const std::unique_ptr<PangoLayout, Unref> layout(pango_layout_new(context.get()));
    pango_layout_set_text(layout.get(), text, -1);
    return pango_layout_get_unknown_glyphs_count(layout.get()) == 0;
}

// Whether what listens there is one of us.
bool is_huizheng(asio::io_context& io, const asio::ip::tcp::endpoint& where) {
    boost::system::error_code fault;
    asio::ip::tcp::socket socket(io);
    socket.connect(where, fault);
    if (fault) return false;
    const timeval patience{2, 0};
    setsockopt(socket.native_handle(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    const std::string_view request = "GET /api/v1/site HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    asio::write(socket, asio::buffer(request), fault);
    std::string answer(4096, '\0');
    const auto got = fault ? 0 : ::recv(socket.native_handle(), answer.data(), answer.size(), MSG_WAITALL);
    return got > 0 && answer.find("\"suite\"") != std::string::npos;
}

}  // namespace

Diagnosis check_fonts() {
    if (!can_draw("\xE6\x83\xA0\xE6\x94\xBF\xE8\xAE\xB8\xE5\x8F\xAF\xE8\xAF\x81"))
        return {Grade::serious,
                "没有中文字体，证照上的汉字将显示为方框。请安装一种，例如 apt-get install fonts-noto-cjk。",
                "No font has Chinese characters: licences would show boxes. Install one, for instance apt-get install "
                "fonts-noto-cjk."};
    if (!can_draw("\xF0\xA0\xAE\xB7\xE4\xB6\xAE"))
        return {Grade::note,
                "字体缺少部分生僻字（例如 𠮷、䶮），姓名中的这些字将显示为方框。请安装 fonts-hanazono 或其他大字库。",
                "The fonts lack some rare characters (𠮷, 䶮): names with them would show boxes. Install "
                "fonts-hanazono or another large font."};
    return {Grade::fine, "中文字体可用，含生僻字。", "There are fonts for Chinese, rare characters included."};
}

Diagnosis check_port(const std::string& address, std::uint16_t port) {
    asio::io_context io;
    boost::system::error_code fault;
    const auto ip = asio::ip::make_address(address, fault);
    const auto where = address + ":" + std::to_string(port);
    if (fault)
        return {Grade::serious, "“" + address + "”不是本机地址，请更正 --address。",
                "\"" + address + "\" is not an address; correct --address."};
    const asio::ip::tcp::endpoint endpoint(ip, port);
    asio::ip::tcp::acceptor acceptor(io);
    acceptor.open(endpoint.protocol(), fault);
    acceptor.set_option(asio::ip::tcp::acceptor::reuse_address(true), fault);
    acceptor.bind(endpoint, fault);
    if (!fault) acceptor.listen(1, fault);
    if (!fault) return {Grade::fine, "端口 " + where + " 空闲。", "The port " + where + " is free."};
    if (fault == asio::error::address_in_use) {
        if (is_huizheng(io, endpoint))
            return {Grade::fine, "惠政正在 " + where + " 运行。", "Huizheng is running on " + where + "."};
        return {Grade::serious, "端口 " + where + " 已被其他程序占用。请停止该程序，或者用 --port 另选端口。",
                "Another program uses the port " + where + ". Stop it, or choose another with --port."};
    }
    return {Grade::serious, "无法监听 " + where + "：" + fault.message() + "。请更正地址，或者选择 1024 以上的端口。",
            "It is not possible to listen on " + where + ": " + fault.message() +
                ". Correct the address, or choose a port above 1024."};
}

}  // namespace hz::app
