/* Lucene on the same passages: Peer index DIR < passages.tsv; Peer ask DIR < queries.tsv. */
import java.io.*;
import java.lang.management.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import org.apache.lucene.analysis.*;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.document.*;
import org.apache.lucene.facet.*;
import org.apache.lucene.facet.sortedset.*;
import org.apache.lucene.index.*;
import org.apache.lucene.search.*;
import org.apache.lucene.store.*;

public class Peer {
	/** Words in lower case; with `stems` through Snowball's Russian and Porter's English. */
	static Analyzer words(boolean stems) {
		return new Analyzer() {
			@Override protected TokenStreamComponents createComponents(String field) {
				Tokenizer source = new StandardTokenizer();
				TokenStream out = new LowerCaseFilter(source);
				if (stems)
					out = new PorterStemFilter(new SnowballFilter(out, "Russian"));
				return new TokenStreamComponents(source, out);
			}
		};
	}

	static BufferedReader input() {
		return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8), 1 << 20);
	}

	static void index(String path) throws IOException {
		Analyzer analyzer = new PerFieldAnalyzerWrapper(words(false), Map.of("stems", words(true)));
		IndexWriterConfig settings = new IndexWriterConfig(analyzer).setRAMBufferSizeMB(512);
		FacetsConfig facets = new FacetsConfig();
		try (IndexWriter writer = new IndexWriter(FSDirectory.open(Paths.get(path)), settings)) {
			BufferedReader in = input();
			for (String line; (line = in.readLine()) != null;) {
				String[] columns = line.split("\t", 5);
				if (columns.length < 5)
					continue;
				int day = Integer.parseInt(columns[1]);
				Document document = new Document();
				document.add(new StoredField("id", columns[0]));
				document.add(new IntPoint("day", day));
				document.add(new NumericDocValuesField("day", day));
				document.add(new SortedSetDocValuesFacetField("place", columns[2]));
				document.add(new SortedSetDocValuesFacetField("month", Integer.toString(day / 100)));
				document.add(new TextField("words", columns[4], Field.Store.YES));
				document.add(new TextField("stems", columns[4], Field.Store.NO));
				writer.addDocument(facets.build(document));
			}
			writer.forceMerge(1);
			writer.commit();
		}
	}

	/** Words ANDed; "words in quotation marks" as a phrase. */
	static Query query(String text, int from, int to) {
		BooleanQuery.Builder all = new BooleanQuery.Builder();
		if (text.startsWith("\"")) {
			PhraseQuery.Builder phrase = new PhraseQuery.Builder();
			for (String word : text.replace("\"", "").split(" "))
				phrase.add(new Term("words", word));
			all.add(phrase.build(), BooleanClause.Occur.MUST);
		} else {
			for (String word : text.split(" "))
				all.add(new TermQuery(new Term("words", word)), BooleanClause.Occur.MUST);
		}
		if (from > 0 || to < 99999999)
			all.add(IntPoint.newRangeQuery("day", from, to), BooleanClause.Occur.FILTER);
		return all.build();
	}

	static int answer(IndexSearcher searcher, SortedSetDocValuesReaderState state, Query query) throws IOException {
		FacetsCollector counted = new FacetsCollector();
		TopDocs top = FacetsCollector.search(searcher, query, 10, counted);
		int total = 0;
		for (FacetsCollector.MatchingDocs part : counted.getMatchingDocs())
			total += part.totalHits;
		if (top.scoreDocs.length > 0) {
			Facets facets = new SortedSetDocValuesFacetCounts(state, counted);
			facets.getTopChildren(10, "place");
			facets.getTopChildren(300, "month");
		}
		return total;
	}

	static void ask(String path) throws IOException {
		List<Query> queries = new ArrayList<>();
		BufferedReader in = input();
		for (String line; (line = in.readLine()) != null;) {
			String[] columns = line.split("\t", 3);
			queries.add(query(columns[2], Integer.parseInt(columns[0]), Integer.parseInt(columns[1])));
		}
		try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(Paths.get(path)))) {
			IndexSearcher searcher = new IndexSearcher(reader);
			searcher.setQueryCache(null);
			SortedSetDocValuesReaderState state = new DefaultSortedSetDocValuesReaderState(reader);
			ThreadMXBean clock = ManagementFactory.getThreadMXBean();
			for (int round = 0; round < 20; round++)
				for (Query query : queries)
					answer(searcher, state, query);
			for (Query query : queries) {
				long start = clock.getCurrentThreadCpuTime();
				int total = answer(searcher, state, query);
				System.out.printf(Locale.ROOT, "%.4f\t%d%n", (clock.getCurrentThreadCpuTime() - start) / 1e6, total);
			}
		}
	}

	public static void main(String[] args) throws IOException {
		if (args[0].equals("index"))
			index(args[1]);
		else
			ask(args[1]);
	}
}
