import { expect, test } from "vitest";
import { pages as measured, notMeasured } from "../lighthouse/pages.ts";
import { pages } from "./support/routes.ts";

test("every page there is is measured by `npm run lighthouse`, or it is said why not", () => {
	const known = [...measured.map(({ route }) => route), ...Object.keys(notMeasured)];
	expect(pages.filter((page) => !known.includes(page))).toEqual([]);
	expect(known.filter((route) => !pages.includes(route))).toEqual([]);
});

test("each is called by a name of its own, and where its route has a gap, it says what stands there", () => {
	const names = measured.map(({ name }) => name);
	expect(names).toEqual([...new Set(names)]);
	expect(measured.filter(({ route, path }) => route.includes("[") && !path)).toEqual([]);
});
