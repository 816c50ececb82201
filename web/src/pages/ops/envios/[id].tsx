import { screen } from "@/base/screen";
import { inOpsFrame } from "@/frames/OpsFrame";
import { letters } from "@/messages/letters";
import { ops } from "@/messages/ops";
import { LetterScreen } from "@/screens/ops/letters/LetterScreen";

export default screen(LetterScreen, { texts: [ops, letters], frame: inOpsFrame });
