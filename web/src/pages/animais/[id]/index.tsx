import { screen } from "@/base/screen";
import { inShopFrame } from "@/frames/ShopFrame";
import { shop } from "@/messages/shop";
import { AnimalScreen } from "@/screens/shop/animais/AnimalScreen";

export default screen(AnimalScreen, { texts: [shop], frame: inShopFrame });
