import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { LiveState } from "../../stack/rehearsal/report/live-state.ts";
import { liveView } from "../../stack/rehearsal/report/live-view.ts";
import { terminal } from "./support/terminal.ts";

const state: LiveState = {
	phase: "families wait for the bell",
	done: 0.42,
	second: -12,
	people: 10_000,
	come: 8204,
	waiting: 8190,
	inside: 12,
	booked: 3,
	seats: 500,
	freeSeats: 497,
	edge: 7012,
	origin: 92,
	apiP95: 84.2,
	connections: 17,
	fault: "The primary is killed and restarts",
};
const told = [
	"8,204/10,000",
	"8,190",
	"12",
	"3/500",
	"497",
	"7,012",
	"92",
	"84",
	"17",
	"12 s before the bell",
];
const plainly = (text: string) => text.replaceAll("\u00a0", " ");

beforeEach(() => {
	vi.useFakeTimers();
	vi.stubEnv("CI", "");
	vi.stubEnv("NO_COLOR", "");
	vi.stubEnv("TERM", "xterm");
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllEnvs();
});

test.each([200, 100, 80, 60, 39, 30])("at %s columns all is told, and no line is wider", (columns) => {
	const { out, screen, written } = terminal(columns);
	liveView(out).update(state);
	const drawn = plainly(screen().join("\n"));
	for (const figure of told) expect(drawn).toContain(figure);
	expect(drawn).toContain("broken now: ");
	expect(screen()).toHaveLength(written.join("").split("\n").length);
	for (const line of screen()) expect(line.length).toBeLessThan(columns);
});

test("even where nothing fits, nothing is wider than the window or higher", () => {
	const { out, screen, written } = terminal(8, 6);
	liveView(out).update(state);
	expect(screen()).toHaveLength(written.join("").split("\n").length);
	expect(screen().length).toBeLessThanOrEqual(6);
});

test("it is drawn again in place, once a second at most", () => {
	const { out, screen, written } = terminal(80);
	const view = liveView(out);
	for (let i = 0; i < 100; i++) {
		view.update({ ...state, booked: i });
		vi.advanceTimersByTime(100);
	}
	expect(written).toHaveLength(10);
	expect(screen().filter((line) => line.startsWith("Firstbell rehearsal"))).toHaveLength(1);
	view.end();
	expect(plainly(screen().join())).toContain("99/500");
});

test("a note stays above it, and nothing in it steers the terminal", () => {
	const { out, screen } = terminal(60);
	const view = liveView(out);
	view.update(state);
	view.note("Redis is killed\x1b[2J\r\x07now");
	view.note("x".repeat(130));
	vi.advanceTimersByTime(1000);
	view.update({ ...state, fault: "evil\x1b[31m\nname" });
	expect(screen().slice(0, 5)).toEqual([
		"Redis is killed now",
		"x".repeat(60),
		"x".repeat(60),
		"x".repeat(10),
		expect.stringMatching(/^Firstbell rehearsal/),
	]);
	expect(screen().join("\n")).toContain("! broken now: evil name");
});

test("a window that became narrower leaves no remains", () => {
	const { out, screen } = terminal(100);
	const view = liveView(out);
	view.update(state);
	const before = screen().length;
	out.columns = 50;
	// As a terminal does it: what stood there is wrapped, and the cursor moves with it.
	const wrapped = screen().flatMap((line) => line.match(/.{1,50}/g) ?? [""]);
	expect(wrapped.length).toBeGreaterThan(before);
	const second = terminal(50);
	second.out.write(wrapped.join("\n"));
	out.write = second.out.write;
	vi.advanceTimersByTime(1000);
	view.update(state);
	expect(second.screen().filter((line) => line.includes("rehearsal"))).toHaveLength(1);
});

test.each([
	["where nobody looks on", { isTTY: false }, {}],
	["with NO_COLOR", {}, { NO_COLOR: "1" }],
	["in CI", {}, { CI: "true" }],
] as const)("%s it is a plain line every ten seconds", (_, how, env) => {
	for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
	const { out, written } = terminal(300);
	Object.assign(out, how);
	const view = liveView(out);
	for (let second = 0; second < 30; second++) {
		view.update(state);
		vi.advanceTimersByTime(1000);
	}
	view.note("Redis is killed");
	expect(written).toHaveLength(4);
	expect(written.join("")).not.toContain("\x1b");
	expect(plainly(written[0] ?? "")).toMatch(
		/^42 % families wait for the bell, 12 s before the bell, broken now: .*come 8,204\/10,000.*p95 84 ms.*\n$/,
	);
	expect(written[3]).toBe("Redis is killed\n");
});
