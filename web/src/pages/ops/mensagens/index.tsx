import { screen } from "@/base/screen";
import { inOpsFrame } from "@/frames/OpsFrame";
import { ops } from "@/messages/ops";
import { MessagesScreen } from "@/screens/ops/parking/MessagesScreen";

export default screen(MessagesScreen, { texts: [ops], frame: inOpsFrame });
