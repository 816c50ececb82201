import { screen } from "@/base/screen";
import { inOpsFrame } from "@/frames/OpsFrame";
import { ops } from "@/messages/ops";
import { SagaScreen } from "@/screens/ops/saga/SagaScreen";

export default screen(SagaScreen, { texts: [ops], frame: inOpsFrame });
