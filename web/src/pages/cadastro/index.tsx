import { screen } from "@/base/screen";
import { inPublicFrame } from "@/frames/PublicFrame";
import { offer } from "@/messages/offer";
import { publicPages } from "@/messages/public";
import { SignUp } from "@/screens/public/signup/SignUp";

export default screen(SignUp, { texts: [offer, publicPages], frame: inPublicFrame });
