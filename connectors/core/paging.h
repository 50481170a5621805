// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <utility>

namespace shipglass {

/// How a system hands out long lists, and how many pages are read before the session stops and says so.
class Paging {
public:
    enum class Style { linkHeader, pageNumber, offset, token, nextUrl, graphql };

    /// `Link: <...>; rel="next"`.
    static Paging linkHeader() { return Paging(Style::linkHeader); }
    /// `?page=1&per_page=100`, until a page has fewer rows than `size`. `rows` points to the list in the
    /// answer.
    static Paging pageNumber(std::string rows, std::string page, std::string perPage, std::size_t size) {
        return Paging(Style::pageNumber).with(std::move(rows), std::move(page), std::move(perPage), size);
    }
    /// `?offset=0&limit=100`, until a page has fewer rows than `size`.
    static Paging offset(std::string rows, std::string offset, std::string limit, std::size_t size) {
        return Paging(Style::offset).with(std::move(rows), std::move(offset), std::move(limit), size);
    }
    /// A token in the answer at pointer `next`, sent as query parameter `parameter`, or as that member of the
    /// body where the request has one.
    static Paging token(std::string next, std::string parameter) {
        return Paging(Style::token).with(std::move(next), std::move(parameter), "", 0);
    }
    /// The next page's URL in the answer at pointer `next`; followed within the source's origin only.
    static Paging nextUrl(std::string next) {
        return Paging(Style::nextUrl).with(std::move(next), "", "", 0);
    }
    /// GraphQL's `pageInfo {hasNextPage endCursor}` at pointer `connection`, sent as the variable `variable`.
    static Paging graphql(std::string connection, std::string variable) {
        return Paging(Style::graphql).with(std::move(connection), std::move(variable), "", 0);
    }
    /// The number of the first page or row, where it is not 1 for pages and 0 for offsets.
    Paging& from(std::size_t first) {
        m_first = first;
        return *this;
    }
    Paging& atMost(std::size_t pages) {
        m_mostPages = pages;
        return *this;
    }

    Style style() const { return m_style; }
    const std::string& pointer() const { return m_pointer; }
    const std::string& parameter() const { return m_parameter; }
    const std::string& sizeParameter() const { return m_sizeParameter; }
    std::size_t size() const { return m_size; }
    std::size_t first() const { return m_first; }
    std::size_t mostPages() const { return m_mostPages; }

private:
    explicit Paging(Style style) : m_style(style), m_first(style == Style::pageNumber ? 1 : 0) {}
    Paging& with(std::string pointer, std::string parameter, std::string sizeParameter, std::size_t size) {
        m_pointer = std::move(pointer);
        m_parameter = std::move(parameter);
        m_sizeParameter = std::move(sizeParameter);
        m_size = size;
        return *this;
    }

    Style m_style;
    std::string m_pointer, m_parameter, m_sizeParameter;
    std::size_t m_size = 0, m_first = 0;
    std::size_t m_mostPages = 1000;
};

} // namespace shipglass
