import { screen } from "@/base/screen";
import { inShopFrame } from "@/frames/ShopFrame";
import { shop } from "@/messages/shop";
import { EditTutorScreen } from "@/screens/shop/tutores/EditTutorScreen";

export default screen(EditTutorScreen, { texts: [shop], frame: inShopFrame });
