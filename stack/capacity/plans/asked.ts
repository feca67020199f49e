import type { Run } from "../../rehearsal/run.ts";
import type { Course } from "../drivers.ts";
import { total } from "../drivers.ts";
import { lookedAt } from "../looked-at.ts";
import { type Load, predict, type Reality } from "../predict.ts";
import { realWays, rehearsedScenario, type Scenario } from "../scenario.ts";
import { type Views, viewsOf } from "../viewers.ts";

/** What is asked for on the command line. */
export type Asked = {
	people: number;
	slots: number;
	teachers: number;
	minutes: number;
	think: number;
	edges: number;
	openingsAMonth: number;
	viewersADay: number;
};

/** What a plan's bill is made from. */
export type Work = { asked: Asked; run: Run; scenario: Scenario; load: Load; views: Views; mails: number };

/** The opening with real browsers; a platform that `keepsPages` makes a page once, and else asks for it each second. */
export function workOf(run: Run, asked: Asked, keepsPages: boolean): Work {
	const { people, slots, teachers } = asked;
	const { shares } = rehearsedScenario(run).ways;
	const scenario: Scenario = { people, slots, teachers, ways: realWays(shares, asked) };
	const load = predict(run, scenario, (course) => realityOf(run, course, asked, keepsPages));
	return {
		...{ asked, run, scenario, load },
		views: viewsOf(run, asked.viewersADay, teachers, asked.edges),
		// Everybody is invited by one, and who books gets theirs.
		mails: people + (load.statements.mark_mail ?? 0),
	};
}

function realityOf(
	{ tiers, options }: Run,
	course: Course,
	{ teachers, edges }: Asked,
	keepsPages: boolean,
): Reality {
	const { visit } = tiers;
	return {
		edge: {
			"GET files": total(course.visits) * visit.openingFiles.requests,
			"GET teacher's files": total(course.entered) * visit.teacherFiles.requests,
		},
		origin: keepsPages
			? {
					"GET opening": lookedAt(edges, total(course.visits)),
					"GET teacher": lookedAt(teachers * edges, total(course.entered)),
				}
			: {},
		bytesEach: {
			"GET opening": visit.openingPage.bytes + visit.eachTeacher.sent * (teachers - options.teachers),
			"GET files": visit.openingFiles.bytes / visit.openingFiles.requests,
			"GET teacher": visit.teacherPage.bytes,
			"GET teacher's files": visit.teacherFiles.bytes / (visit.teacherFiles.requests || 1),
			"GET slots": visit.slots.bytes,
			"GET status": visit.status.bytes,
		},
	};
}
