import { screen } from "@/base/screen";
import { inPublicFrame } from "@/frames/PublicFrame";
import { access } from "@/messages/access";
import { Invitation } from "@/screens/public/access/Invitation";

export default screen(Invitation, { texts: [access], frame: inPublicFrame });
