import { count } from "../../rehearsal/report/words.ts";
import type { Price } from "../prices.ts";

/** One line of a bill, so that anybody can do the sum again. */
export type Row = { what: string; arithmetic: string; dollars: number };
export type Bill = { rows: Row[]; dollars: number };

/** What a plan answers for an opening and for a month with some of them. */
export type Plan = {
	name: string;
	opening: Bill;
	month: Bill;
	/** What is needed for it, and by what that is bound. */
	needs: Need[];
	/** What was assumed, and what is not in it. */
	notes: string[];
};

export type Need = { what: string; needed: number; bound: string };

/** (quantity − included) × dollars ÷ per: what is included costs nothing. */
export function row(what: string, quantity: number, price: Price, included = 0): Row {
	const dollars = (Math.max(0, quantity - included) * price.dollars) / price.per;
	const much = included > 0 ? `(${amount(quantity)} − ${amount(included)} included)` : amount(quantity);
	const each = price.per === 1 ? "" : ` for ${count(price.per)}`;
	return { what, arithmetic: `${much} ${price.unit} × $${rate(price.dollars)}${each}`, dollars };
}

/** What comes back: never more than was spent on these rows. */
export function credit(what: string, most: number, rows: Row[]): Row {
	const spent = total(rows);
	return { what, arithmetic: `of ${money(spent)} at most ${money(most)}`, dollars: -Math.min(most, spent) };
}

export const bill = (rows: Row[]): Bill => ({ rows, dollars: total(rows) });

const total = (rows: Row[]) => rows.reduce((sum, { dollars }) => sum + dollars, 0);

export const money = (dollars: number) => `${dollars < 0 ? "−" : ""}$${Math.abs(dollars).toFixed(2)}`;
/** Cents, and what is finer than they are. */
const rate = (dollars: number) =>
	Math.abs(dollars * 100 - Math.round(dollars * 100)) < 1e-9
		? dollars.toFixed(2)
		: String(Number(dollars.toPrecision(4)));
const amount = (figure: number) =>
	figure >= 100 ? count(Math.round(figure)) : String(Number(figure.toPrecision(3)));
