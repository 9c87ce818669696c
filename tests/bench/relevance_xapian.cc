// Plain Xapian with its stemmers, an article a document: relevance_xapian index DB < docs.tsv (id, language, text),
// relevance_xapian ask DB any|all < items.tsv; each line again, with the item's rank (0: not among 20).
#include <xapian.h>

#include <iostream>
#include <sstream>
#include <vector>

static std::vector<std::string> columns_of(const std::string &line)
{
	std::vector<std::string> columns;
	std::istringstream in(line);

	for (std::string column; std::getline(in, column, '\t');)
		columns.push_back(column);
	return columns;
}

// Xapian has no stemmer for Kazakh.
static Xapian::Stem stem_of(const std::string &lang)
{
	return Xapian::Stem(lang == "en" || lang == "ru" ? lang : "none");
}

static void index(const char *path)
{
	Xapian::WritableDatabase database(path, Xapian::DB_CREATE_OR_OVERWRITE);
	Xapian::TermGenerator generator;

	for (std::string line; std::getline(std::cin, line);) {
		std::vector<std::string> columns = columns_of(line);
		Xapian::Document document;

		if (columns.size() < 3)
			continue;
		generator.set_stemmer(stem_of(columns[1]));
		generator.set_document(document);
		generator.index_text(columns[2]);
		document.set_data(columns[0]);
		database.add_document(document);
	}
	database.commit();
}

static void ask(const char *path, bool any)
{
	Xapian::Database database(path);
	Xapian::Enquire enquire(database);

	for (std::string line; std::getline(std::cin, line);) {
		std::vector<std::string> columns = columns_of(line);
		Xapian::QueryParser parser;
		size_t rank = 0, at = 0;

		if (columns.size() < 5)
			continue;
		parser.set_stemmer(stem_of(columns[1]));
		parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
		parser.set_default_op(any ? Xapian::Query::OP_OR : Xapian::Query::OP_AND);
		enquire.set_query(parser.parse_query(columns[4], 0));
		Xapian::MSet found = enquire.get_mset(0, 20);
		for (Xapian::MSetIterator i = found.begin(); i != found.end(); ++i) {
			at++;
			if (i.get_document().get_data() == columns[3] && !rank)
				rank = at;
		}
		for (size_t i = 0; i < 4; i++)
			std::cout << columns[i] << '\t';
		std::cout << rank << '\n';
	}
}

int main(int argc, char **argv)
try {
	std::string verb = argc > 2 ? argv[1] : "";

	if (verb == "index")
		index(argv[2]);
	else if (verb == "ask" && argc > 3)
		ask(argv[2], std::string(argv[3]) == "any");
	else
		return 2;
	return 0;
} catch (const Xapian::Error &e) {
	std::cerr << e.get_description() << '\n';
	return 3;
}
