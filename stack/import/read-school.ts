import type { z } from "zod";
import { handleOf } from "../../lib/teachers/handle-of.ts";
import { Handle } from "../../lib/teachers/schema.ts";
import { weekdays } from "./columns.ts";
import { type Fault, Faulty, quoted } from "./faults.ts";
import { readHours } from "./hours.ts";
import { type Row, readRows } from "./read-rows.ts";
import { TeacherCells, TypeCells } from "./row.ts";
import type { School, Teacher } from "./school.ts";

/**
 * Reads a school from a CSV file: one row for each teacher and appointment type. Throws Faulty with every row that
 * cannot be taken; a file with one bad row gives nothing.
 */
export function readSchool(bytes: Uint8Array, log?: (line: string) => void): School {
	const faults: Fault[] = [];
	const teachers = new Map<string, { teacher: Teacher; first: Row }>();
	const spoiled = new Set<string>();
	const keyOf = handlesInOrder();
	let school = "";
	const rows = readRows(bytes, log);
	for (const row of rows) {
		const key = keyOf(row);
		if (row.fault) faults.push(row.fault);
		// What stands in the wrong columns tells nothing of the teacher, in no row.
		if (row.fault || spoiled.has(key)) {
			spoiled.add(key);
			continue;
		}
		const known = teachers.get(key);
		const named = row.cell("school").trim();
		school ||= named;
		const teacher = known ? repeated(row, known.first, known.teacher, faults) : first(row, key, faults);
		if (!known) teachers.set(key, { teacher, first: row });
		addType(row, teacher, faults);
		if (named && named !== school) {
			const message = `One file is one school, and this one began with ${quoted(school)}.`;
			faults.push({ line: row.line, column: "school", message });
		}
	}
	if (rows.length === 0) faults.push({ line: 1, column: "file", message: "Has a heading and no rows." });
	addDoubles([...teachers.values()], faults);
	const handle = handleOf(school);
	if (!handle && faults.length === 0)
		faults.push({ line: 2, column: "school", message: "Needs a letter or a digit." });
	if (faults.length > 0) throw new Faulty(faults.sort((a, b) => a.line - b.line));
	return { handle, name: school, teachers: [...teachers.values()].map(({ teacher }) => teacher) };
}

/** Whose each row is: the handle it gives, else that of the teacher it names, else that of the row before. */
function handlesInOrder(): (row: Row) => string {
	const handles = new Map<string, string>();
	let last = { name: "", handle: "" };
	return (row) => {
		const name = row.cell("teacher").trim();
		const goesOn = name === "" || name === last.name;
		const handle =
			row.cell("handle").trim() || (goesOn && last.handle) || handles.get(name) || handleOf(name);
		if (name && !handles.has(name)) handles.set(name, handle);
		last = { name: name || last.name, handle };
		return handle;
	};
}

/** A teacher's first row has all about them. */
function first(row: Row, handle: string, faults: Fault[]): Teacher {
	const cells = check(TeacherCells, row, faults);
	const spans = weekdays.flatMap((day, i) =>
		hoursOf(row, day, faults).map((hours) => ({ weekday: i + 1, ...hours })),
	);
	const proper = Handle.safeParse(handle);
	if (!proper.success || handle === "") {
		faults.push({
			line: row.line,
			column: "handle",
			message: "Give a handle of lower-case letters, digits and hyphens.",
		});
	}
	// A stand-in keeps the teacher's further rows from being taken for somebody new.
	const { school: _, teacher: name, ...rest } = cells ?? standIn;
	return { handle, name, ...rest, spans, types: [] };
}

const standIn: TeacherCells = {
	school: "",
	teacher: "",
	email: "",
	time_zone: "UTC",
	subjects: [],
	about: "",
};

/** A further row of a teacher may leave out what the first one said, but not say otherwise. */
function repeated(row: Row, before: Row, teacher: Teacher, faults: Fault[]): Teacher {
	for (const column of ["teacher", "email", "time_zone", "subjects", "about", ...weekdays]) {
		const said = row.cell(column).trim();
		if (said && said !== before.cell(column).trim()) {
			faults.push({
				line: row.line,
				column,
				message: `Says otherwise than line ${before.line} of the same teacher; if this is somebody else, give each a handle.`,
			});
		}
	}
	return teacher;
}

function addType(row: Row, teacher: Teacher, faults: Fault[]): void {
	const cells = check(TypeCells, row, faults);
	if (!cells) return;
	const { type: name, type_handle, duration_minutes = 0, step_minutes, ...rest } = cells;
	const handle = type_handle || handleOf(name);
	if (!handle)
		return void faults.push({
			line: row.line,
			column: "type_handle",
			message: "Give a handle: the name has no letter in it.",
		});
	if (teacher.types.some((one) => one.handle === handle)) {
		faults.push({ line: row.line, column: "type", message: `This teacher has ${name} already.` });
	}
	const position = teacher.types.length;
	teacher.types.push({
		name,
		handle,
		duration_minutes,
		step_minutes: step_minutes ?? duration_minutes,
		...rest,
		position,
	});
}

function addDoubles(all: { teacher: Teacher; first: Row }[], faults: Fault[]): void {
	const seen = new Map<string, number>();
	for (const { teacher, first } of all) {
		const line = seen.get(teacher.email);
		if (line && teacher.email)
			faults.push({
				line: first.line,
				column: "email",
				message: `The teacher of line ${line} has this address.`,
			});
		seen.set(teacher.email, first.line);
	}
}

function hoursOf(row: Row, day: string, faults: Fault[]) {
	try {
		return readHours(row.cell(day));
	} catch (error) {
		faults.push({ line: row.line, column: day, message: (error as Error).message });
		return [];
	}
}

function check<Shape extends z.ZodObject>(
	shape: Shape,
	row: Row,
	faults: Fault[],
): z.infer<Shape> | undefined {
	const columns = Object.keys(shape.shape);
	const result = shape.safeParse(Object.fromEntries(columns.map((column) => [column, row.cell(column)])));
	if (result.success) return result.data;
	for (const { path, message } of result.error.issues) {
		faults.push({ line: row.line, column: String(path[0]), message });
	}
	return undefined;
}
