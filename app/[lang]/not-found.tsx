export { NothingHere as default } from "../_ui/nothing-here.tsx";
