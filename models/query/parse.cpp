// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/query.h"
#include "query/syntax.h"

#include <algorithm>
#include <optional>

namespace shipglass::query {

namespace {

/// Reads the terms of a text from left to right; throws a Failure at the first mistake.
class Parser {
public:
    explicit Parser(std::string_view text) : m_text(text) {}

    Query query() {
        Query query;
        for (skipSpace(); !done(); skipSpace()) {
            if (query.terms.size() == mostTerms)
                fail(m_at, "a query has at most " + std::to_string(mostTerms) + " terms");
            query.terms.push_back(term());
        }
        return query;
    }

private:
    bool done() const { return m_at == m_text.size(); }
    char peek() const { return done() ? ' ' : m_text[m_at]; }
    void skipSpace() {
        while (!done() && isSpace(peek())) ++m_at;
    }
    bool take(char c) {
        if (done() || peek() != c) return false;
        ++m_at;
        return true;
    }
    /// Columns count characters, not bytes.
    std::size_t column(std::size_t at) const {
        const auto isStart = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
        return 1 + static_cast<std::size_t>(std::count_if(
                       m_text.begin(), m_text.begin() + static_cast<std::ptrdiff_t>(at), isStart));
    }
    [[noreturn]] void fail(std::size_t at, const std::string& what) const {
        throw Failure(Fault::config, "column " + std::to_string(column(at)) + ": " + what);
    }

    Term term() {
        Term term;
        term.column = column(m_at);
        term.negated = take('-');
        if (isSpace(peek())) fail(m_at, "a term is expected after -");
        if (auto name = field()) {
            term.field = std::move(*name);
            term.op = comparison();
            values(term);
        } else {
            if (isOperator(peek())) fail(m_at, std::string("a field is expected before ") + peek());
            const std::size_t start = m_at;
            term.values.push_back(operand(false));
            refuseOtherLanguages(term.values.front(), start);
        }
        return term;
    }

    /// The name of a field when an operator follows it; otherwise nothing is taken.
    std::optional<std::string> field() {
        const std::size_t start = m_at;
        std::string name;
        if (isNameStart(peek()))
            while (isNameLetter(peek())) name += m_text[m_at++];
        bool whole = !name.empty();
        if (whole && take('.')) {
            const std::size_t stem = (name += '.').size();
            if (peek() == '"')
                name += quoted();
            else
                while (!done() && isKeyLetter(peek())) name += m_text[m_at++];
            whole = name.size() > stem;
        }
        if (whole && isOperator(peek())) return name;
        m_at = start;
        return std::nullopt;
    }

    /// Nobody who writes these looks for the letters, and nothing would be found.
    void refuseOtherLanguages(const Operand& word, std::size_t start) const {
        if (word.quoted) return;
        if (word.text == "OR" || word.text == "||")
            fail(start,
                 "a query has no OR; several values of a field are written as status:failure,canceled, and "
                 "the word as such goes in quotes");
        if (word.text.starts_with('('))
            fail(start,
                 "a query has no parentheses; all terms hold together, several values of a field are written "
                 "as status:failure,canceled, and a parenthesis as such goes in quotes");
    }

    Operator comparison() {
        if (take(':')) return Operator::anyOf;
        if (take('=')) return Operator::exact;
        if (take('<')) return take('=') ? Operator::lessEqual : Operator::less;
        ++m_at;
        return take('=') ? Operator::greaterEqual : Operator::greater;
    }

    void values(Term& term) {
        do {
            if (term.values.size() == mostValues)
                fail(m_at, "a term has at most " + std::to_string(mostValues) + " values");
            term.values.push_back(operand(true));
        } while (term.op == Operator::anyOf && take(','));
        if (peek() == ',') fail(m_at, "only : takes several values; a comma as such goes in quotes");
    }

    Operand operand(bool inList) {
        const std::size_t start = m_at;
        if (peek() == '"') {
            Operand value{quoted(), true};
            if (!isSpace(peek()) && !(inList && peek() == ','))
                fail(m_at, "a space is expected after the closing quote");
            return value;
        }
        while (!done() && !isSpace(peek()) && !(inList && peek() == ',')) {
            if (peek() == '"')
                fail(m_at,
                     "a quote may only stand around a whole value; as such it is written \\\" in quotes");
            ++m_at;
        }
        if (m_at == start) fail(m_at, "a value is expected");
        return {std::string(m_text.substr(start, m_at - start)), false};
    }

    std::string quoted() {
        const std::size_t start = m_at++;
        std::string text;
        for (; !done(); ++m_at) {
            if (take('"')) return text;
            const char next = m_at + 1 < m_text.size() ? m_text[m_at + 1] : ' ';
            if (peek() == '\\' && (next == '"' || next == '\\')) ++m_at;
            text += peek();
        }
        fail(start, "the quote is not closed");
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

} // namespace

Result<Query> parse(std::string_view text) {
    if (text.size() > mostBytes) return Error{Fault::config, "column 1: the query is too long", 0, {}};
    try {
        return Parser(text).query();
    } catch (const Failure& failure) {
        return failure.error();
    }
}

} // namespace shipglass::query
