import { look, openSecondWeek, startOf, tabTo, time, times } from "./support/look.ts";
import { lookPlain } from "./support/look-plain.ts";
import { newTeam, offers, questions } from "./support/offers.ts";
import { newOffice } from "./support/office-school.ts";
import { newTeacher, sql } from "./support/school.ts";
import { signIn } from "./support/sign-in.ts";
import { expect, type Page, test } from "./support/test.ts";

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });

test("any of a team is booked: who it became is said, asks its own questions, and the other stays free", async ({
	page,
}) => {
	const [first, second] = await Promise.all([newTeacher(), newTeacher()]);
	await offers(second, {
		questions: JSON.stringify(questions.slice(0, 1)),
		place: "Room 2",
		place_kind: "address",
	});
	const team = await newTeam([first, second]);
	await openSecondWeek(page, team.url);
	await expect(page.getByRole("heading", { name: team.name })).toBeVisible();
	await look(page, "team");
	const startsAt = await startOf(page, 0);
	// With one of them it is booked already: so it becomes the other.
	await sql(
		`select api.book_slot('team-' || gen_random_uuid(), $1, 'lesson', $2, 'Before', 'before-' || $1 || '@booker.example', 'UTC')`,
		[first.handle, startsAt],
	);
	await time(page, startsAt).click();
	await expect(page.getByRole("timer")).toBeVisible();
	await expect(page.getByRole("dialog").getByText(`Lesson with ${second.name}`)).toBeVisible();
	await expect(page.getByRole("dialog").getByText("Room 2")).toBeVisible();
	await page.getByRole("textbox", { name: "Which class?" }).fill("7c");
	await page.getByRole("textbox", { name: "Name", exact: true }).fill("Any Anna");
	await page.getByRole("textbox", { name: "E-mail" }).fill(`any-${team.handle}@booker.example`);
	await look(page, "team-held");
	await button(page, "Book this time").click();
	await expect(page.getByRole("heading", { name: "Booked. It is yours." })).toBeVisible();
	await expect(page.getByRole("link", { name: second.name })).toBeVisible();

	// Both are taken now, and so it is gone from the team's list.
	await openSecondWeek(page, team.url);
	await expect(time(page, startsAt)).toHaveCount(0);
});

test("who may not be booked by who asks makes way for another of the team, and the time that was held is free again", async ({
	page,
}) => {
	const [strict, other] = await Promise.all([newTeacher(), newTeacher()]);
	const team = await newTeam([strict, other]);
	const email = `missed-${team.handle}@booker.example`;
	const books = (teacher: string, startsAt: string, who: string) =>
		sql<{ id: string }>(
			"select api.book_slot('team-' || gen_random_uuid(), $1, 'lesson', $2, 'Missed Mia', $3, 'UTC') ->> 'booking_id' as id",
			[teacher, startsAt, who],
		);
	await openSecondWeek(page, team.url);
	await expect(
		page.getByText("Whoever of them keeps a waiting list has it on their own page."),
	).toBeVisible();
	const startsAt = await startOf(page, 0);
	// The other one has more that week, so that it is the strict one's turn; who has missed with them before.
	await books(other.handle, await startOf(page, 3), `busy-${team.handle}@booker.example`);
	const later = new Date(Date.parse(startsAt) + 7 * 86_400_000).toISOString();
	const [missed] = await books(strict.handle, later, email);
	await sql("update app.bookings set state = 'no_show' where id = $1", [missed?.id]);
	await offers(strict, { no_show_limit: 1 });
	await time(page, startsAt).click();
	await expect(page.getByRole("dialog").getByText(`Lesson with ${strict.name}`)).toBeVisible();
	await page.getByRole("textbox", { name: "Name", exact: true }).fill("Missed Mia");
	await page.getByRole("textbox", { name: "E-mail" }).fill(email);
	await button(page, "Book this time").click();
	await expect(page.getByRole("heading", { name: "Booked. It is yours." })).toBeVisible();
	await expect(page.getByRole("link", { name: other.name })).toBeVisible();
	await expect
		.poll(() =>
			sql(
				`select from app.bookings booking join app.appointments a on a.id = booking.appointment_id
				join app.teachers t on t.id = a.teacher_id where t.handle = $1 and booking.state = 'held'`,
				[strict.handle],
			),
		)
		.toEqual([]);
});

test("where the first of them can be booked no more, the weeks of the others can be turned to, and their times be taken", async ({
	page,
}) => {
	const both = await Promise.all([newTeacher(), newTeacher()]);
	const [first, second] = both.sort((a, b) => (a.name < b.name ? -1 : 1)) as typeof both;
	await offers(first, {
		dates: `[${new Date(Date.now() - 20 * 86_400_000).toISOString().slice(0, 10)},${new Date().toISOString().slice(0, 10)})`,
	});
	const team = await newTeam(both);
	await openSecondWeek(page, team.url);
	const later = button(page, "Later days");
	for (let week = 2; week < 8; week++) await later.click();
	await expect(times(page).first()).toBeVisible();
	await times(page).first().click();
	await expect(page.getByRole("dialog").getByText(`Lesson with ${second.name}`)).toBeVisible();
	await page.keyboard.press("Escape");
	// And the week after the last of 60 days is nobody's.
	await later.click();
	await expect(later).toHaveAttribute("aria-disabled", "true");
});

test("where they differ in length, the times are those of the length that is chosen, and what is tapped is held for so long", async ({
	page,
}) => {
	const both = await Promise.all([newTeacher(), newTeacher()]);
	// As the page has them: the first one's length is the usual one there.
	const [first, second] = (await sql<{ handle: string; minutes: number }>(
		`select teacher.handle, type.duration_minutes as minutes
		from app.teachers teacher join app.appointment_types type on type.teacher_id = teacher.id and type.handle = 'lesson'
		where teacher.handle = any ($1) order by teacher.name, teacher.handle`,
		[both.map(({ handle }) => handle)],
	)) as [{ handle: string; minutes: number }, { handle: string; minutes: number }];
	const { minutes } = first;
	// And the third length is the second one's alone.
	const lengths = [minutes, minutes * 2, minutes * 3];
	await offers(first, { other_durations: [minutes * 2] });
	await offers(second, { duration_minutes: minutes * 2, other_durations: [minutes, minutes * 3] });
	const team = await newTeam([first, second]);
	await openSecondWeek(page, team.url);
	const startsAt = await startOf(page, 0);
	const held = async () =>
		(
			await sql<{ minutes: number }>(
				`select (extract(epoch from a.ends_at - a.starts_at) / 60)::integer as minutes
				from app.appointments a join app.teachers t on t.id = a.teacher_id
				where t.handle = any ($1) and a.cancelled_at is null and a.starts_at = $2`,
				[[first.handle, second.handle], startsAt],
			)
		).map((each) => each.minutes);
	for (const length of lengths) {
		await page.getByRole("radio", { name: `${length} min`, exact: true }).check();
		await expect(time(page, startsAt)).toHaveCount(1);
		await look(page, `team-lengths-${length / minutes}`);
		await time(page, startsAt).click();
		await expect(page.getByRole("timer")).toBeVisible();
		expect(await held()).toEqual([length]);
		await page.keyboard.press("Escape");
		await expect.poll(held).toEqual([]);
	}
});

test("when the last of them is taken, the nearest times of the team are offered", async ({ page }) => {
	const teacher = await newTeacher();
	const team = await newTeam([teacher]);
	await openSecondWeek(page, team.url);
	const startsAt = await startOf(page, 0);
	await page.route("**/api/team-slots/**", (route) => route.abort());
	await sql(
		`select api.book_slot('gone-' || gen_random_uuid(), $1, 'lesson', $2, 'Before', 'gone-' || $1 || '@booker.example', 'UTC')`,
		[teacher.handle, startsAt],
	);
	await time(page, startsAt).press("Enter");
	await expect(page.getByRole("heading", { name: "This time is gone" })).toBeVisible();
	const nearest = page.getByRole("dialog").getByRole("listitem").getByRole("button");
	await tabTo(page, nearest.first());
	await page.keyboard.press("Enter");
	await expect(page.getByRole("timer")).toBeVisible();
	await page.unrouteAll({ behavior: "ignoreErrors" });
});

test("a team is found in the directory, and what there is none of is said to be none", async ({ page }) => {
	const teacher = await newTeacher();
	const team = await newTeam([teacher]);
	await page.goto(`/find?q=${team.name}`);
	await page.getByRole("link", { name: team.name }).click();
	await expect(page.getByRole("heading", { name: team.name })).toBeVisible();
	await offers(teacher, { is_hidden: true });
	const empty = await newTeam([teacher]);
	await page.goto(empty.url);
	await expect(page.getByText(/Nothing can be booked with any of them together/)).toBeVisible();
	await expect(page.getByRole("link", { name: teacher.name })).toHaveAttribute("href", teacher.url);
	await look(page, "team-empty");
	expect((await page.goto("/team/nobody-here"))?.status()).toBe(404);
});

test.describe("without script", () => {
	test.use({ javaScriptEnabled: false });

	test("a team's page leads to each of its teachers", async ({ page }) => {
		const teacher = await newTeacher();
		const team = await newTeam([teacher]);
		await page.goto(team.url);
		await expect(page.getByText(/please choose one of them/)).toBeVisible();
		await expect(page.getByText("Loading free times")).toBeHidden();
		await lookPlain(page, "plain-team");
		await page.getByRole("link", { name: teacher.name }).click();
		await expect(times(page).first()).toBeVisible();
	});
});

test("an office makes a team, changes it while another does, and drops it", async ({ page }) => {
	const office = await newOffice();
	const [ada, bela] = office.teachers as [(typeof office.teachers)[number], (typeof office.teachers)[number]];
	await signIn(page, office.email, "/desk/teams");
	await expect(page.getByRole("heading", { name: "No teams yet" })).toBeVisible();
	await look(page, "teams-none");
	await page.getByRole("link", { name: "New team" }).click();
	await button(page, "Make this team").click();
	await expect(page.getByText("Please name it.")).toBeVisible();
	await expect(page.getByText("Please choose who is in it.")).toBeVisible();
	await expect(page.getByRole("textbox", { name: "Name", exact: true })).toBeFocused();
	await look(page, "team-form-errors");
	await page.getByRole("textbox", { name: "Name", exact: true }).fill(`Wörld of Blue Maths ${office.own}`);
	await expect(page.getByText(`/team/woerld-of-blue-maths-${office.own}`)).toBeVisible();
	await page.getByRole("searchbox", { name: "Find a teacher" }).fill("bela");
	await page.getByRole("checkbox", { name: bela.name }).check();
	await page.getByRole("searchbox", { name: "Find a teacher" }).fill("");
	await expect(page.getByText("1 of 1 teacher")).toBeVisible();
	await look(page, "team-form");
	await button(page, "Make this team").click();
	await expect(page.getByRole("heading", { name: `Wörld of Blue Maths ${office.own}` })).toBeVisible();
	await look(page, "teams");

	await page.getByRole("link", { name: /^Edit/ }).click();
	await page.getByRole("checkbox", { name: ada.name }).check();
	await sql("update app.teams set name = 'Named elsewhere', version = version + 1 where handle = $1", [
		`woerld-of-blue-maths-${office.own}`,
	]);
	await button(page, "Save changes").click();
	await expect(page.getByText("This team was changed somewhere else since you opened it.")).toBeVisible();
	await expect(page.getByText("Name: Named elsewhere")).toBeVisible();
	await expect(page.getByRole("checkbox", { name: ada.name })).toBeChecked();
	await look(page, "team-stale");
	await button(page, "Save mine instead").click();
	await expect(page.getByText("2 teachers · Parents’ talk")).toBeVisible();

	// An address that another school's team has.
	const taken = await newTeam([await newTeacher()]);
	await page.getByRole("link", { name: /^Edit/ }).click();
	await page.getByRole("textbox", { name: "Address" }).fill(taken.handle);
	await button(page, "Save changes").click();
	await expect(page.getByText("Another team has this address.")).toBeVisible();
	await page.getByRole("textbox", { name: "Address" }).fill(`maths-${office.own}`);
	await page.getByRole("radio", { name: /All who teach a subject/ }).check();
	await page.getByRole("combobox", { name: "Subject" }).selectOption("Testing");
	await button(page, "Save changes").click();
	await expect(page.getByText("2 teachers · all who teach Testing · Parents’ talk")).toBeVisible();
	await page.getByRole("link", { name: /^Public page/ }).click();
	await expect(page).toHaveURL(new RegExp(`/team/maths-${office.own}$`));
	await expect(page.getByRole("heading", { name: `Wörld of Blue Maths ${office.own}` })).toBeVisible();
	await page.goBack();

	await page.getByRole("link", { name: /^Edit/ }).click();
	await tabTo(page, button(page, "Remove this team"));
	await page.keyboard.press("Enter");
	await look(page, "team-drop");
	await sql("update app.teams set version = version + 1 where handle = $1", [`maths-${office.own}`]);
	await button(page, "Yes, remove it").click();
	await expect(page.getByText("This was changed somewhere else meanwhile, and stays.")).toBeVisible();
	await button(page, "Yes, remove it").click();
	await expect(page.getByRole("heading", { name: "No teams yet" })).toBeVisible();
	await expect.poll(async () => (await page.request.get(`/team/maths-${office.own}`)).status()).toBe(404);
});
