import { cacheLife, cacheTag } from "next/cache";
import { findTeachers } from "@/lib/teachers/find-teachers";
import { Directory } from "./_ui/directory.tsx";
import { FindTeacher } from "./_ui/find-teacher.tsx";

export const ensureStatic = "navigation";

export default async function Home() {
	return (
		<FindTeacher>
			<Directory teachers={await everyone()} />
		</FindTeacher>
	);
}

async function everyone() {
	"use cache";
	cacheTag("teachers");
	cacheLife("minutes");
	return findTeachers({ q: "" });
}
