import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { RefusalBars } from "../../app/[lang]/desk/openings/[id]/refusal-bars.tsx";

const shown = (audience: "anyone" | "invited") =>
	renderToStaticMarkup(createElement(RefusalBars, { refusals: { LIMIT: 3 }, audience }));

test("who had as many as there can be is a family where families are invited, and a person where anyone may come", () => {
	expect(shown("invited")).toContain("Had as many as one family can have");
	expect(shown("anyone")).toContain("Had as many as one person can have");
	expect(shown("anyone")).not.toContain("family");
});
