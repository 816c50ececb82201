import { screen } from "@/base/screen";
import { inShopFrame } from "@/frames/ShopFrame";
import { shop } from "@/messages/shop";
import { NewTutorScreen } from "@/screens/shop/tutores/NewTutorScreen";

export default screen(NewTutorScreen, { texts: [shop], frame: inShopFrame });
