import { cacheLife, cacheTag } from "next/cache";
import { findTeachers } from "@/lib/teachers/find-teachers";
import { mostTeachers } from "@/lib/teachers/schema";
import { AskedDirectory } from "./_ui/asked-directory.tsx";
import { Directory } from "./_ui/directory.tsx";
import { FindTeacher } from "./_ui/find-teacher.tsx";

export const ensureStatic = "navigation";

export default async function Home() {
	const teachers = await everyone();
	const whole = teachers.length < mostTeachers;
	return (
		<FindTeacher>
			{whole ? <Directory teachers={teachers} /> : <AskedDirectory teachers={teachers} />}
		</FindTeacher>
	);
}

async function everyone() {
	"use cache";
	cacheTag("teachers");
	cacheLife("minutes");
	return findTeachers({ q: "" }, { afterEdit: true });
}
