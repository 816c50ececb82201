import { screen } from "@/base/screen";
import { inOpsFrame } from "@/frames/OpsFrame";
import { ops } from "@/messages/ops";
import { SagasScreen } from "@/screens/ops/sagas/SagasScreen";

export default screen(SagasScreen, { texts: [ops], frame: inOpsFrame });
